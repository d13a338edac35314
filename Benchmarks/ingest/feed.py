#!/usr/bin/env python3
"""Writes a data feed of ClaimReview items, the same for the same seed: python3 feed.py 100000 500 > feed.json

The first argument is the number of items, the second the megabytes in all: each item gets a body of filler up to that
size, as feeds carry whole articles. One item in fifty has a fault that importers meet, one in twenty repeats the claim
of an earlier one with another publisher.
"""
import json
import random
import sys

RATINGS = ["False", "Mostly false", "Misleading", "True", "Half true", "Faux", "谣言", "Satire", "Three feathers"]
NOUNS = "swans owls ducks herons storks ravens cranes geese magpies finches larks wrens".split()
PLACES = "bridge harbour tower market station library theatre museum school garden castle mill".split()
VERBS = "obey count deliver paint guard sell read hide measure collect polish copy".split()
THINGS = "lights letters coins maps bells keys clocks boats ropes lamps books stones".split()


def claim(rng):
    number = rng.randrange(10_000_000)
    return (
        f"The {rng.choice(NOUNS)} at the {rng.choice(PLACES)} of district {number} {rng.choice(VERBS)} the "
        f"{rng.choice(THINGS)} in the {rng.choice(PLACES)}."
    )


def item(rng, number, claims, filler, size):
    text = rng.choice(claims) if claims and rng.random() < 0.05 else claim(rng)
    if len(claims) < 10_000:
        claims.append(text)
    start = rng.randrange(len(filler) - size) if size > 0 else 0
    review = {
        "@context": "https://schema.org", "@type": "ClaimReview",
        "url": f"https://publisher{rng.randrange(200)}.example/2024/checks/{number}",
        "datePublished": f"2024-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}T08:00:00Z", "inLanguage": "en",
        "author": {"@type": "Organization", "name": f"Publisher {rng.randrange(200)}"}, "claimReviewed": text,
        "headline": f"Did we check: {text}", "description": "No. " + text,
        "reviewRating": {"@type": "Rating", "alternateName": rng.choice(RATINGS), "bestRating": 5, "worstRating": 1},
        "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Somebody"}},
        "articleBody": filler[start:start + max(size, 0)],
    }
    if rng.random() < 0.02:
        review[rng.choice(["claimReviewed", "url", "datePublished"])] = rng.choice(["", None, [], {}])
    return {"@type": "DataFeedItem", "dateCreated": review["datePublished"], "item": [review]}


def main():
    count, megabytes = int(sys.argv[1]), int(sys.argv[2])
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    words = NOUNS + PLACES + VERBS + THINGS + ["“quoted”", "<p>", "</p>", "&amp;", "天鹅", "\n"]
    filler = " ".join(rng.choice(words) for _ in range(200_000))
    size, claims, out = megabytes * 1_000_000 // count, [], sys.stdout
    out.write('{"@context":"https://schema.org","@type":"DataFeed","dataFeedElement":[')
    for number in range(count):
        if number:
            out.write(",")
        bare = len(json.dumps(item(random.Random(number), number, [], filler, 0), ensure_ascii=False).encode())
        # Escapes and characters of several bytes make the filler a fortieth larger than its characters.
        out.write("\n" + json.dumps(item(rng, number, claims, filler, int((size - bare) / 1.026)), ensure_ascii=False))
    out.write("]}\n")


main()
