"""hyperscan: every claim as an exact literal; the longest one found, which is also its score."""
import hyperscan

from engines import base


class Engine(base.Engine):
    def build(self, texts):
        literals = [text.encode() for text in texts]
        self.lengths = [len(text) for text in texts]
        self.found = []
        self.database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        self.database.compile(expressions=literals, ids=list(range(len(literals))), elements=len(literals),
                              flags=hyperscan.HS_FLAG_SINGLEMATCH, literal=True)

    def best(self, text):
        self.found.clear()
        self.database.scan(text.encode(), match_event_handler=self._note)
        if not self.found:
            return None
        place = max(self.found, key=self.lengths.__getitem__)
        return place, self.lengths[place]

    def _note(self, place, start, end, flags, context):
        self.found.append(place)
