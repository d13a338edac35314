import ErrataModel
import ErrataStance
import ErrataText
import Testing

@Suite struct `A claim's own predicate, negated, in languages other than English and Chinese` {
  private static let denied = [
    DebunkCase(claim: "El ajo cura el coronavirus.", text: "[[El ajo]] no [[cura el coronavirus]]."),
    DebunkCase(claim: "La miel con cebolla es mortal.", text: "[[La miel con cebolla]] no es [[mortal]] para nadie."),
    DebunkCase(claim: "L'ail guérit le coronavirus.", text: "[[L'ail]] ne [[guérit]] pas [[le coronavirus]]."),
    DebunkCase(claim: "Alho cura o coronavírus.", text: "[[Alho]] não [[cura o coronavírus]]."),
    DebunkCase(claim: "L'aglio cura il coronavirus.", text: "[[L'aglio]] non [[cura il coronavirus]]."),
    DebunkCase(
      claim: "Knoblauch ist ein Mittel gegen Corona.",
      text: "[[Knoblauch]] ist kein [[Mittel gegen Corona]]."),
    DebunkCase(claim: "Чеснок лечит коронавирус.", text: "[[Чеснок]] не [[лечит коронавирус]]."),
    DebunkCase(claim: "Czosnek leczy koronawirusa.", text: "[[Czosnek]] nie [[leczy koronawirusa]]."),
    DebunkCase(
      claim: "Bawang putih menyembuhkan virus corona.",
      text: "[[Bawang putih]] tidak [[menyembuhkan virus corona]]."),
    DebunkCase(claim: "Tỏi chữa được virus corona.", text: "[[Tỏi]] không [[chữa được virus corona]]."),
    DebunkCase(
      claim: "Tường thành thấy từ Mặt Trăng.",
      text: "[[Tường thành]] không thể [[thấy từ Mặt Trăng]] bằng mắt thường."),
    DebunkCase(claim: "الثوم يشفي من كورونا.", text: "[[الثوم]] لا [[يشفي من كورونا]]."),
    DebunkCase(claim: "万里の長城は月から見える。", text: "[[万里の長城は月から見る]]ことはできない。"),
    DebunkCase(claim: "마늘로 코로나를 고칠 수 있다.", text: "[[마늘로 코로나를 고칠]] 수 없다."),
    DebunkCase(claim: "Sarımsak koronavirüsü tedavi eder.", text: "[[Sarımsak koronavirüsü]] tedavi etmez."),
  ]
  private static let kept = [
    DebunkCase(claim: "El coronavirus no se cura con nada.", text: "[[El coronavirus no se cura]] con nada."),
    DebunkCase(claim: "Le virus ne meurt pas dans l'eau.", text: "[[Le virus ne meurt pas]] dans l'eau."),
    DebunkCase(claim: "Das Virus ist nicht heilbar.", text: "[[Das Virus ist nicht heilbar]]."),
    DebunkCase(claim: "Вирус не лечится ничем.", text: "[[Вирус не лечится]] ничем."),
    DebunkCase(claim: "ウイルスは治らない。", text: "[[ウイルスは治らない]]。"),
    DebunkCase(claim: "El ajo cura el coronavirus.", text: "[[El ajo cura el coronavirus]], y no es ningún secreto."),
  ]

  private func stance(of example: DebunkCase) throws -> Stance {
    let marked = MarkedText(example.text)
    let context = StanceContext(claim: Normalizer().normalize(example.claim))
    return try Shared.classifier.get().classify(marked.text, spans: marked.spans, context: context).stance
  }

  @Test(arguments: denied)
  func `a negation that the claim hasn't refutes it`(_ example: DebunkCase) throws {
    #expect(try stance(of: example) == .refutes)
  }

  @Test(arguments: kept)
  func `a negation that is the claim's own refutes nothing`(_ example: DebunkCase) throws {
    #expect(try stance(of: example) == .asserts)
  }
}
