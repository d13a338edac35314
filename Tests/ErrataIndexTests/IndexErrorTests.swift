import ErrataIndex
import Testing

@Suite struct IndexErrorTests {
  @Test(
    arguments: [
      (
        .unreadable(path: "a.errata", reason: "Permission denied"),
        "a.errata: can't be read: Permission denied"
      ),
      (.notAFile(path: "a"), "a: isn't a file; expected an index made by `errata index build`"),
      (.foreign(path: "a"), "a: isn't an Errata index; expected a file made by `errata index build`"),
      (
        .truncated(path: "a", expected: 900, found: 100),
        "a: is cut short: 100 bytes where its header says 900; copy it again or build it again with `errata index build`"
      ),
      (
        .newer(path: "a", version: 9),
        "a: has index format 9, this program reads up to 4; update errata or build it again with `errata index build`"
      ),
      (
        .older(path: "a", version: 0),
        "a: has index format 0, this program reads 4; build it again with `errata index build`"
      ),
      (
        .damaged(path: "a", part: "header"),
        "a: is damaged (header); copy it again or build it again with `errata index build`"
      ),
      (
        .otherNormalizer(path: "a", found: "1", expected: "2"),
        "a: was built with normalizer 1, this program has 2; build it again with `errata index build`"
      ),
      (
        .noManifest(path: "a"), "a: is a folder without MANIFEST; expected an index made by `errata index build`"
      ),
      (
        .incomplete(path: "a", file: "base-1.index"),
        "a: lacks base-1.index, which its manifest names; copy the folder again, all of it, or build it again with "
          + "`errata index build`"
      ),
      (
        .newerFolder(path: "a", version: 9),
        "a: has the form 9 of folders, this program reads up to 1; update errata or build it again with "
          + "`errata index build`"
      ),
      (.locked(path: "a"), "a: is being changed by another process; try again when that has ended"),
      (
        .otherBackground(path: "a"),
        "a: was weighed by another table of common words than this program has; build it again with "
          + "`errata index build`"
      ),
      (.tooLarge(what: "texts", limit: 1000), "the corpus has too many texts: the index holds 1000"),
      (
        .unwritable(path: "a", reason: "No space left on device"),
        "a: can't be written: No space left on device"
      ),
    ] as [(IndexError, String)]) func `an error tells the fact, then what to do`(
      _ error: IndexError, _ text: String
    )
  {
    #expect(error.description == text)
  }
}
