-- A store of version 1, written by the program of that version: two runs over a corpus of one claim.
BEGIN TRANSACTION;
CREATE TABLE claim_change (
  number INTEGER PRIMARY KEY, revision INTEGER NOT NULL REFERENCES revision (number), claim TEXT NOT NULL,
  digest BLOB, json TEXT, UNIQUE (claim, revision), CHECK ((digest IS NULL) = (json IS NULL))
) STRICT;
INSERT INTO "claim_change" VALUES(1,1,'swans',X'6500C668FA76C6190FD13D8D3E538B9319A31D0C89D092749E81F00F3FE5442A','{"id":"swans","claim":"The swans of Oldtown obey the traffic lights on the bridge.","lang":"en","variants":[],"topics":[],"verdict":"false","reviews":[{"publisher":"Bureau of Ponds","url":"https://ponds.example/swans","datePublished":"2024","lang":"","rating":"","title":"","summary":""}],"queries":[],"negatives":[],"status":"published"}');
CREATE TABLE decision (
  sequence INTEGER PRIMARY KEY, item INTEGER NOT NULL REFERENCES item (number),
  item_version INTEGER NOT NULL REFERENCES item_version (number), decided_at INTEGER NOT NULL,
  revision INTEGER NOT NULL REFERENCES revision (number), policy INTEGER NOT NULL REFERENCES policy (number),
  normalizer TEXT NOT NULL, weight REAL NOT NULL, labels TEXT NOT NULL, outcome BLOB NOT NULL,
  labels_so_far INTEGER NOT NULL, suppressed_so_far INTEGER NOT NULL, json TEXT NOT NULL
) STRICT;
INSERT INTO "decision" VALUES(1,1,1,1767225600000,1,1,'3',0.40015,'rumor',X'E0AB6EF46BE9D9DC065F5CBB8FF2585B702C50915B86584368B61497AB500D9A',1,0,'{"id":"a","labels":[{"value":"rumor","source":"match","claim":"swans","review":"https://ponds.example/swans","score":0.9999,"stance":"asserts","spans":[[0,58]],"rule":"plain-false","issuedAt":"2026-01-01T00:00:00Z"}],"suppressed":[],"queued":[],"weight":0.40015,"weightTerms":[{"label":"rumor","claim":"swans","rule":"plain-false","limit":0.4,"strength":0.99975,"decay":1,"weight":0.40015}],"corpusRevision":"0c8fc4e9bb33284718df8a38a13b4243052e026616fdd8339c9e9390bffd74ba","policyVersion":"default@1.0+56966e72ea9c","normalizerVersion":"3","decidedAt":"2026-01-01T00:00:00Z"}');
INSERT INTO "decision" VALUES(2,2,2,1767225600000,1,1,'3',1.0,'',X'483A544A3372D3F6BC85678E9F6F65DA5CEE2523D0D5F080C15F8755FC45A3CB',1,0,'{"id":"b","labels":[],"suppressed":[],"queued":[],"weight":1,"weightTerms":[],"corpusRevision":"0c8fc4e9bb33284718df8a38a13b4243052e026616fdd8339c9e9390bffd74ba","policyVersion":"default@1.0+56966e72ea9c","normalizerVersion":"3","decidedAt":"2026-01-01T00:00:00Z"}');
INSERT INTO "decision" VALUES(3,3,3,1767225600000,1,1,'3',1.0,'',X'FD58C896779CA1B5B9DC5634EBB70211F205D88F33E3B5115D1FF0249D7FEFAA',1,1,'{"id":"c","labels":[],"suppressed":[{"claim":"swans","reason":"questions","score":0.9981,"stance":"questions","spans":[[16,74]],"review":"https://ponds.example/swans"}],"queued":[],"weight":1,"weightTerms":[],"corpusRevision":"0c8fc4e9bb33284718df8a38a13b4243052e026616fdd8339c9e9390bffd74ba","policyVersion":"default@1.0+56966e72ea9c","normalizerVersion":"3","decidedAt":"2026-01-01T00:00:00Z"}');
INSERT INTO "decision" VALUES(4,1,4,1767312000000,1,1,'3',1.0,'',X'2FE1D85968D81878A35400F3C08911BBD198C5382267A0172DD98EED2E4B791C',1,1,'{"id":"a","labels":[],"suppressed":[],"queued":[],"weight":1,"weightTerms":[],"corpusRevision":"0c8fc4e9bb33284718df8a38a13b4243052e026616fdd8339c9e9390bffd74ba","policyVersion":"default@1.0+56966e72ea9c","normalizerVersion":"3","decidedAt":"2026-01-02T00:00:00Z"}');
INSERT INTO "decision" VALUES(5,2,5,1767312000000,1,1,'3',0.40285,'rumor',X'A134456ACD7E91F1194D8A018F10B403E2A02A120AAE58FBB81C0A8C2F86CEB9',2,1,'{"id":"b","labels":[{"value":"rumor","source":"match","claim":"swans","review":"https://ponds.example/swans","score":0.9981,"stance":"asserts","spans":[[0,58]],"rule":"plain-false","issuedAt":"2026-01-02T00:00:00Z"}],"suppressed":[],"queued":[],"weight":0.40285,"weightTerms":[{"label":"rumor","claim":"swans","rule":"plain-false","limit":0.4,"strength":0.99525,"decay":1,"weight":0.40285}],"corpusRevision":"0c8fc4e9bb33284718df8a38a13b4243052e026616fdd8339c9e9390bffd74ba","policyVersion":"default@1.0+56966e72ea9c","normalizerVersion":"3","decidedAt":"2026-01-02T00:00:00Z"}');
CREATE TABLE item (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO "item" VALUES(1,'a');
INSERT INTO "item" VALUES(2,'b');
INSERT INTO "item" VALUES(3,'c');
CREATE TABLE item_version (
  number INTEGER PRIMARY KEY, item INTEGER NOT NULL REFERENCES item (number), digest BLOB NOT NULL,
  json TEXT NOT NULL, UNIQUE (item, digest)
) STRICT;
INSERT INTO "item_version" VALUES(1,1,X'A06C39264F53FFD0B9B19031C144A4403E0B28981E691B75873C75566182CFAB','{"id":"a","text":"The swans of Oldtown obey the traffic lights on the bridge!"}');
INSERT INTO "item_version" VALUES(2,2,X'D9008B2823B0C7A0EE64260C9FF2EC3EE9ADF53D628D9E7356CE387FF9E22392','{"id":"b","text":"We fed the swans."}');
INSERT INTO "item_version" VALUES(3,3,X'9BEDA9115243655403D9BA4C5F844CBBA0872EC26215CDD3AD00BC6146D60311','{"id":"c","text":"Is it true that the swans of Oldtown obey the traffic lights on the bridge?"}');
INSERT INTO "item_version" VALUES(4,1,X'14916449E5AE69315C5560F8B5E672A4CB165BEAC6AEDECC68DF6B23F59502D2','{"id":"a","text":"I was wrong about the swans, sorry."}');
INSERT INTO "item_version" VALUES(5,2,X'05275DF8C8AB8F1A88B2607EA2121C74049698321538E0BD31B5AE69C4CD9DD6','{"id":"b","text":"The swans of Oldtown obey the traffic lights on the bridge, we saw it."}');
CREATE TABLE policy (
  number INTEGER PRIMARY KEY, version TEXT NOT NULL UNIQUE, yaml TEXT NOT NULL, recorded_at INTEGER NOT NULL
) STRICT;
INSERT INTO "policy" VALUES(1,'default@1.0+56966e72ea9c','# The default policy of Errata: which matches become labels, and how far a label lowers the ranking weight.
# Copy it, give it a name of your own, and change what you need. It is checked when it is loaded, and every finding
# names its line. The keys are described for editors in ../schema/policy.schema.json.
#
# The version in answers is `name@version+digest`, where digest is the first 12 hexadecimal digits of the SHA-256 of
# this file''s bytes: a changed comment changes it too.
name: default
version: "1.0"

# A match has a score from 0 to 1. At and above `apply` it becomes a label, from `review` up to there it goes to the
# review queue, below that nothing happens. A rule can have cuts of its own.
#
# Only an item that asserts the claim gets a label. One that refutes it, asks about it or reports it is recorded as
# suppressed, with that reason, from `review` on.
cuts:
  apply: 0.80
  review: 0.50

# The weight multiplies an item''s ranking score. For each live label:
#
#   strength = s0 + (1 - s0) * (score - apply) / (1 - apply)    s0 at the cut, 1 for a score of 1
#   decay    = 2 ^ (-age / halfLife)                            1 for a rule without `decay`
#   term     = 1 - (1 - weight) * strength * decay              `weight` is that of the rule
#
# The item''s weight is the lowest term (`combine: minimum`) or the product of all terms (`combine: product`), and never
# below `floor`. It is exactly 1 when nothing limits. All numbers are rounded to six decimals, the effect 1 - term
# upwards; a label whose decay has fallen below 0.0000005 (about 21 half-lives) doesn''t limit any more.
floor: 0.05
combine: minimum
strengthAtCut: 0.5

# An item without any label whose every strong match refutes a claim that a rule below would label is a debunk: it gets
# this weight instead of 1. Without this section nothing is ever raised.
boost:
  weight: 1.2
  minimumScore: 0.80

# What the author''s own declaration gives. Declared fiction carries the label, so that a reader knows, and isn''t limited
# (`weight: none`). Declared AI content and sources are not about truth: no label.
#
# A match with a claim of verdict `satire` or `fiction` on an item that declares itself as fictional is suppressed
# (`declared`): the author has said it already. Without that declaration it is labelled, and marked as undeclared.
declared:
  fictional:
    label: fictional
    weight: none
  aiGenerated:
    label: none
  sourced:
    label: none

# The first rule that fits is taken; a match that no rule fits is recorded as suppressed (`noRule`). All lists under
# `when` must hold, each with at least one of its words:
#   verdict   what the claim''s reviews say
#   topic     a subject of the claim or of the item
#   lang      the item''s language, or the claim''s where that isn''t known; `zh` stands for `zh-Hans` too
#   surface   where the item is shown, such as feed or comments
#   declared  what the item''s author declared
# A claim that the reviews find true never leads to a label.
rules:
  # In an emergency and about public policy a rumor does its harm within hours: strongest limit. That the author calls it
  # fiction makes no difference here, since it would be too easy a way around.
  - id: emergency-false
    when:
      verdict: [false, misleading, outdated]
      topic: [majorEmergency, disaster, publicPolicy, war]
    label: rumor
    weight: 0.10

  # What isn''t settled yet will soon be: the label ends after a month unless a new decision renews it.
  - id: emergency-open
    when:
      verdict: [unproven, disputed]
      topic: [majorEmergency, disaster, publicPolicy, war]
    label: disputed
    weight: 0.40
    expiresAfter: 30d

  # Invented scenes of a disaster that aren''t declared as such are taken for news.
  - id: emergency-fiction
    when:
      verdict: [satire, fiction]
      topic: [majorEmergency, disaster, publicPolicy, war]
    label: fictional
    weight: 0.30

  # Elsewhere, a drama or joke that is declared as fiction and tells a rumor keeps the label with its evidence, for a
  # reader may still believe what it says, but is limited little.
  - id: acted-out
    when:
      verdict: [false, misleading, outdated]
      declared: [fictional]
    label: rumor
    weight: 0.70

  # Where a believer loses health, money or a vote.
  - id: harmful-false
    when:
      verdict: false
      topic: [health, food, livelihood, finance, scam, election, crime]
    label: rumor
    weight: 0.25

  - id: plain-false
    when:
      verdict: false
    label: rumor
    weight: 0.40

  # A true core, presented so that it misleads.
  - id: misleading
    when:
      verdict: misleading
    label: rumor
    weight: 0.60

  # Right once: mostly passed on in good faith.
  - id: outdated
    when:
      verdict: outdated
    label: rumor
    weight: 0.70

  # Not shown to be wrong. The effect fades, as reviews that settle it will come as claims of their own.
  - id: open
    when:
      verdict: [unproven, disputed]
    label: disputed
    weight: 0.75
    decay:
      halfLife: 90d

  # Found by us, not declared by the author.
  - id: found-fiction
    when:
      verdict: [satire, fiction]
    label: fictional
    weight: 0.60
',1767225600000);
CREATE TABLE revision (
  number INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, claims INTEGER NOT NULL, recorded_at INTEGER NOT NULL
) STRICT;
INSERT INTO "revision" VALUES(1,'0c8fc4e9bb33284718df8a38a13b4243052e026616fdd8339c9e9390bffd74ba',1,1767225600000);
CREATE INDEX decision_by_item ON decision (item, decided_at, sequence);
CREATE TRIGGER revision_update BEFORE UPDATE ON revision
  BEGIN SELECT RAISE(ABORT, 'append-only: a revision is never changed'); END;
CREATE TRIGGER revision_delete BEFORE DELETE ON revision
  BEGIN SELECT RAISE(ABORT, 'append-only: a revision is never removed'); END;
CREATE TRIGGER revision_replace BEFORE INSERT ON revision
  WHEN EXISTS (SELECT 1 FROM revision WHERE number = NEW.number OR digest = NEW.digest)
  BEGIN SELECT RAISE(ABORT, 'append-only: a revision is never replaced'); END;
CREATE TRIGGER claim_change_update BEFORE UPDATE ON claim_change
  BEGIN SELECT RAISE(ABORT, 'append-only: a claim_change is never changed'); END;
CREATE TRIGGER claim_change_delete BEFORE DELETE ON claim_change
  BEGIN SELECT RAISE(ABORT, 'append-only: a claim_change is never removed'); END;
CREATE TRIGGER claim_change_replace BEFORE INSERT ON claim_change
  WHEN EXISTS (SELECT 1 FROM claim_change WHERE number = NEW.number)
    OR EXISTS (SELECT 1 FROM claim_change WHERE claim = NEW.claim AND revision = NEW.revision)
  BEGIN SELECT RAISE(ABORT, 'append-only: a claim_change is never replaced'); END;
CREATE TRIGGER policy_update BEFORE UPDATE ON policy
  BEGIN SELECT RAISE(ABORT, 'append-only: a policy is never changed'); END;
CREATE TRIGGER policy_delete BEFORE DELETE ON policy
  BEGIN SELECT RAISE(ABORT, 'append-only: a policy is never removed'); END;
CREATE TRIGGER policy_replace BEFORE INSERT ON policy
  WHEN EXISTS (SELECT 1 FROM policy WHERE number = NEW.number OR version = NEW.version)
  BEGIN SELECT RAISE(ABORT, 'append-only: a policy is never replaced'); END;
CREATE TRIGGER item_update BEFORE UPDATE ON item
  BEGIN SELECT RAISE(ABORT, 'append-only: an item is never changed'); END;
CREATE TRIGGER item_delete BEFORE DELETE ON item
  BEGIN SELECT RAISE(ABORT, 'append-only: an item is never removed'); END;
CREATE TRIGGER item_replace BEFORE INSERT ON item
  WHEN EXISTS (SELECT 1 FROM item WHERE number = NEW.number OR id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'append-only: an item is never replaced'); END;
CREATE TRIGGER item_version_update BEFORE UPDATE ON item_version
  BEGIN SELECT RAISE(ABORT, 'append-only: an item_version is never changed'); END;
CREATE TRIGGER item_version_delete BEFORE DELETE ON item_version
  BEGIN SELECT RAISE(ABORT, 'append-only: an item_version is never removed'); END;
CREATE TRIGGER item_version_replace BEFORE INSERT ON item_version
  WHEN EXISTS (SELECT 1 FROM item_version WHERE number = NEW.number)
    OR EXISTS (SELECT 1 FROM item_version WHERE item = NEW.item AND digest = NEW.digest)
  BEGIN SELECT RAISE(ABORT, 'append-only: an item_version is never replaced'); END;
CREATE TRIGGER decision_update BEFORE UPDATE ON decision
  BEGIN SELECT RAISE(ABORT, 'append-only: a decision is never changed'); END;
CREATE TRIGGER decision_delete BEFORE DELETE ON decision
  BEGIN SELECT RAISE(ABORT, 'append-only: a decision is never removed'); END;
CREATE TRIGGER decision_replace BEFORE INSERT ON decision
  WHEN EXISTS (SELECT 1 FROM decision WHERE sequence = NEW.sequence)
  BEGIN SELECT RAISE(ABORT, 'append-only: a decision is never replaced'); END;
COMMIT;
PRAGMA application_id = 0x45525254;
PRAGMA user_version = 1;
