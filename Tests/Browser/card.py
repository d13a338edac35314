"""The card of pins in a real Chromium. Ends with 1 and says what is wrong. Run by .ci/browser."""
import http.server, os, pathlib, threading, unittest, urllib.parse

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

URL, PICTURES = os.environ["ERRATA_URL"], pathlib.Path(os.environ["PICTURES"])
WIDTHS = {"phone": (390, 844), "desktop": (1280, 800)}
QUERIES = [("en", "does 5g cause covid"), ("zh", "喝白酒可以杀死新冠病毒吗"), ("ar", "does 5g cause covid")]
# A page of somebody else's, on another origin, that embeds the element.
EMBEDDING = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Results</title>
<script src="{url}/v1/pins.js" defer></script></head><body><main><h1>Results</h1>
<errata-pins query="does 5g cause covid" lang="en"></errata-pins></main></body></html>"""


def address(lang, query):
    return f"{URL}/v1/pins.html?{urllib.parse.urlencode({'q': query, 'lang': lang})}"


class CardTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.playwright = sync_playwright().start()
        cls.browser = cls.playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.playwright.stop()

    def open(self, url, size=(1280, 800), scheme="light"):
        context = self.browser.new_context(viewport=dict(zip(("width", "height"), size)), color_scheme=scheme)
        self.addCleanup(context.close)
        page = context.new_page()
        self.said = []
        page.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.goto(url)
        return page

    def test_pictures_in_every_width_language_and_scheme(self):
        for lang, query in QUERIES:
            for name, size in WIDTHS.items():
                for scheme in ("light", "dark"):
                    page = self.open(address(lang, query), size, scheme)
                    self.assertEqual(page.locator("article").count() >= 1, True, query)
                    page.screenshot(path=PICTURES / f"card-{lang}-{name}-{scheme}.png")
                    wide = page.evaluate("document.documentElement.scrollWidth")
                    self.assertLessEqual(wide, size[0], "the card is wider than the screen")
                    self.assertEqual(self.said, [])

    def test_accessible(self):
        for lang, query in QUERIES:
            for scheme in ("light", "dark"):
                page = self.open(address(lang, query), WIDTHS["phone"], scheme)
                results = Axe().run(page)
                self.assertEqual(results.violations_count, 0, results.generate_report())

    def test_roles_and_names(self):
        page = self.open(address(*QUERIES[0]))
        region = page.get_by_role("region", name="Fact check")
        self.assertEqual(region.count(), 1)
        article = region.get_by_role("article").first
        self.assertTrue(article.get_by_role("heading").inner_text())
        link = article.get_by_role("link").first
        self.assertEqual(link.get_attribute("rel"), "noopener nofollow")
        self.assertTrue(link.get_attribute("href").startswith("https://"))
        self.assertEqual(article.locator("time").first.get_attribute("datetime") != "", True)

    def test_right_to_left(self):
        page = self.open(address(*QUERIES[2]))
        self.assertEqual(page.evaluate("getComputedStyle(document.querySelector('.errata-pins')).direction"), "rtl")

    def test_the_scheme_is_the_readers(self):
        color = "getComputedStyle(document.querySelector('.errata-pin')).backgroundColor"
        light = self.open(address(*QUERIES[0])).evaluate(color)
        dark = self.open(address(*QUERIES[0]), scheme="dark").evaluate(color)
        self.assertNotEqual(light, dark)

    def test_works_by_keyboard(self):
        page = self.open(address(*QUERIES[0]))
        page.keyboard.press("Tab")
        self.assertEqual(page.evaluate("document.activeElement.tagName"), "A")

    def test_nothing_runs_and_nothing_is_fetched(self):
        page = self.open("about:blank")
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address(*QUERIES[0]))
        self.assertEqual([u for u in asked if not u.startswith(URL + "/v1/pins.html") and "favicon" not in u], [])
        self.assertEqual(page.locator("script").count(), 0)

    def test_the_element_on_a_page_of_another_origin(self):
        body = EMBEDDING.format(url=URL).encode()

        class Page(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.shutdown)
        page = self.open(f"http://127.0.0.1:{server.server_port}/")
        card = page.locator("errata-pins article")
        card.first.wait_for()
        page.screenshot(path=PICTURES / "element-desktop.png")
        self.assertEqual(Axe().run(page).violations_count, 0)
        element = page.locator("errata-pins")
        element.evaluate("e => e.setAttribute('query', 'nothing of that kind')")
        page.wait_for_function("document.querySelector('errata-pins').hidden")
        self.assertEqual(card.count(), 0)
        element.evaluate("e => e.setAttribute('query', 'garlic coronavirus')")
        card.first.wait_for()


if __name__ == "__main__":
    unittest.main()
