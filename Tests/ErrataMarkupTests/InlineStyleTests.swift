import Testing

@testable import ErrataMarkup

@Suite struct `Inline styles` {
  @Test(arguments: [
    "display:none", " DISPLAY : None ", "color:red;display:none", "display:block;display:none",
    "display:none!important;display:block", "display: none ! important", "dis/* x */play:no/**/ne",
    "display:none;;",
  ])
  func `that hide an element`(style: String) {
    #expect(InlineStyle(style).isDisplayNone)
  }

  @Test(arguments: [
    "", "display", "display:", "display:block", "display:none;display:inline", "xdisplay:none",
    "display:nonesuch",
    "/* display:none", "display:block !important; display:none", "content:none", ";;:;",
  ])
  func `that don't`(style: String) {
    #expect(!InlineStyle(style).isDisplayNone)
  }

  @Test func `that set whether an element can be seen`() {
    #expect(InlineStyle("visibility:hidden").isVisible == false)
    #expect(InlineStyle("visibility: Collapse").isVisible == false)
    #expect(InlineStyle("visibility:visible").isVisible == true)
    #expect(InlineStyle("color:red").isVisible == nil)
    #expect(!InlineStyle("visibility:hidden").isDisplayNone)
  }
}
