"""tantivy over character pairs: the ten claims that BM25 ranks first."""
import tantivy

from engines.files import FileEngine
from workload import grams

DEPTH, HEAP = 10, 1 << 29


def pairs(text):
    return [text[i:i + 2] for i in range(len(text) - 1)] or [text]


class PairsEngine(FileEngine):
    def build(self, texts):
        self.texts = texts
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("place", fast=True)
        builder.add_text_field("pairs", tokenizer_name="whitespace", index_option="freq")
        self.schema = builder.build()
        index = tantivy.Index(self.schema, path=str(self.folder))
        writer = index.writer(heap_size=HEAP, num_threads=1)
        for place, text in enumerate(texts):
            writer.add_document(tantivy.Document(place=place, pairs=[" ".join(pairs(text))]))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self.searcher = index.searcher()

    def candidates(self, text):
        terms = [(tantivy.Occur.Should, tantivy.Query.term_query(self.schema, "pairs", pair, "freq"))
                 for pair in grams(text, 2)]
        hits = self.searcher.search(tantivy.Query.boolean_query(terms), DEPTH, count=False).hits
        return self.searcher.fast_field_values("place", [address for _, address in hits])
