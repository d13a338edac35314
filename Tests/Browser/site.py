"""The pages of a corpus in a real Chromium. Ends with 1 and says what is wrong. Run by .ci/browser."""
import functools, http.server, os, pathlib, threading, unittest

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

SITE, PICTURES = pathlib.Path(os.environ["ERRATA_SITE"]), pathlib.Path(os.environ["PICTURES"])
WIDTHS = {"phone": (390, 844), "desktop": (1280, 800)}


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class SiteTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        handler = functools.partial(Quiet, directory=SITE)
        cls.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.url = f"http://127.0.0.1:{cls.server.server_port}/"
        cls.playwright = sync_playwright().start()
        cls.browser = cls.playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.playwright.stop()
        cls.server.shutdown()

    def open(self, path, size=(1280, 800), scheme="light", scripts=True):
        context = self.browser.new_context(
            viewport=dict(zip(("width", "height"), size)), color_scheme=scheme, java_script_enabled=scripts)
        self.addCleanup(context.close)
        page = context.new_page()
        self.said, self.asked = [], []
        page.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        page.goto(self.url + path)
        return page

    def test_the_search_finds_claims_in_any_script(self):
        for query, claim in [
            ("garlic water cures coronavirus", "claims/en-covid-garlic-water-cure.html"),
            ("紫菜 塑料", "claims/zh-plastic-nori.html"),
            ("5G MASTS", "claims/en-covid-5g-spreads-virus.html"),
        ]:
            page = self.open("index.html")
            page.get_by_role("searchbox").fill(query)
            link = page.locator(f"#found a[href='{claim}']")
            link.wait_for()
            self.assertEqual(page.locator("#found a").first.get_attribute("href"), claim, query)
            self.assertEqual([line for line in self.said if "favicon" not in line and "404" not in line], [])
            link.click()
            page.wait_for_url("**/" + claim)
            self.assertTrue(page.get_by_role("heading", name="Reviews").is_visible())

    def test_a_search_in_the_address_is_done(self):
        page = self.open("index.html?q=garlic+coronavirus")
        page.locator("#found a").first.wait_for()
        self.assertIn("claims", page.get_by_role("status").inner_text())

    def test_nothing_is_found_and_said_so(self):
        page = self.open("index.html?q=zzzzqqqq")
        page.wait_for_function("document.getElementById('status').textContent === '0 claims'")

    def test_without_scripts_all_but_the_search_is_there(self):
        page = self.open("index.html", scripts=False)
        self.assertFalse(page.locator("form").is_visible())
        page.get_by_role("link", name="food", exact=True).click()
        self.assertGreater(page.locator("main li a").count(), 10)

    def test_nothing_is_fetched_from_elsewhere(self):
        for path in ["index.html?q=garlic", "claims/zh-plastic-nori.html", "topics/food.html"]:
            page = self.open(path)
            page.wait_for_load_state("networkidle")
            self.assertEqual([u for u in self.asked if not u.startswith(self.url)], [])

    def test_accessible_in_both_schemes_and_no_wider_than_the_screen(self):
        for path in ["index.html?q=garlic", "claims/zh-plastic-nori.html", "topics/food.html"]:
            for name, size in WIDTHS.items():
                for scheme in ("light", "dark"):
                    page = self.open(path, size, scheme)
                    page.wait_for_load_state("networkidle")
                    results = Axe().run(page)
                    self.assertEqual(results.violations_count, 0, results.generate_report())
                    self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), size[0], path)
                    page.screenshot(path=PICTURES / f"site-{path.split('?')[0].replace('/', '-')}-{name}-{scheme}.png")


if __name__ == "__main__":
    unittest.main()
