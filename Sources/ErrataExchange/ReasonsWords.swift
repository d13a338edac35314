// The words of the DSA Transparency Database's API v2, as far as a label can need them, as its documentation and its
// rules for requests have them (transparency.dsa.ec.europa.eu, github.com/digital-services-act/transparency-database).

/// What was done to an item's visibility.
package enum ReasonsVisibility: String, Hashable, Sendable, CaseIterable {
  case removed = "DECISION_VISIBILITY_CONTENT_REMOVED"
  case disabled = "DECISION_VISIBILITY_CONTENT_DISABLED"
  case demoted = "DECISION_VISIBILITY_CONTENT_DEMOTED"
  case ageRestricted = "DECISION_VISIBILITY_CONTENT_AGE_RESTRICTED"
  case interactionRestricted = "DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED"
  case labelled = "DECISION_VISIBILITY_CONTENT_LABELLED"
  case other = "DECISION_VISIBILITY_OTHER"
}

/// On what ground.
package enum ReasonsGround: String, Hashable, Sendable, CaseIterable {
  case illegal = "DECISION_GROUND_ILLEGAL_CONTENT"
  case incompatible = "DECISION_GROUND_INCOMPATIBLE_CONTENT"
}

/// The sixteen categories of version 2.
package enum ReasonsCategory: String, Hashable, Sendable, CaseIterable {
  case animalWelfare = "STATEMENT_CATEGORY_ANIMAL_WELFARE"
  case consumerInformation = "STATEMENT_CATEGORY_CONSUMER_INFORMATION"
  case cyberViolence = "STATEMENT_CATEGORY_CYBER_VIOLENCE"
  case cyberViolenceAgainstWomen = "STATEMENT_CATEGORY_CYBER_VIOLENCE_AGAINST_WOMEN"
  case dataProtection = "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS"
  case harmfulSpeech = "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH"
  case intellectualProperty = "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS"
  case civicDiscourse = "STATEMENT_CATEGORY_NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS"
  case notSpecified = "STATEMENT_CATEGORY_NOT_SPECIFIED_NOTICE"
  case otherTerms = "STATEMENT_CATEGORY_OTHER_VIOLATION_TC"
  case minors = "STATEMENT_CATEGORY_PROTECTION_OF_MINORS"
  case publicSecurity = "STATEMENT_CATEGORY_RISK_FOR_PUBLIC_SECURITY"
  case scams = "STATEMENT_CATEGORY_SCAMS_AND_FRAUD"
  case selfHarm = "STATEMENT_CATEGORY_SELF_HARM"
  case unsafeProducts = "STATEMENT_CATEGORY_UNSAFE_AND_PROHIBITED_PRODUCTS"
  case violence = "STATEMENT_CATEGORY_VIOLENCE"
}

/// What kind of content it is.
package enum ReasonsContent: String, Hashable, Sendable, CaseIterable {
  case app = "CONTENT_TYPE_APP"
  case audio = "CONTENT_TYPE_AUDIO"
  case image = "CONTENT_TYPE_IMAGE"
  case product = "CONTENT_TYPE_PRODUCT"
  case syntheticMedia = "CONTENT_TYPE_SYNTHETIC_MEDIA"
  case text = "CONTENT_TYPE_TEXT"
  case video = "CONTENT_TYPE_VIDEO"
  case other = "CONTENT_TYPE_OTHER"
}

/// How the platform came to look at it.
package enum ReasonsSource: String, Hashable, Sendable, CaseIterable {
  case article16 = "SOURCE_ARTICLE_16"
  case trustedFlagger = "SOURCE_TRUSTED_FLAGGER"
  case otherNotification = "SOURCE_TYPE_OTHER_NOTIFICATION"
  case voluntary = "SOURCE_VOLUNTARY"
}

/// How far machines have decided.
package enum ReasonsAutomation: String, Hashable, Sendable, CaseIterable {
  case fully = "AUTOMATED_DECISION_FULLY"
  case partially = "AUTOMATED_DECISION_PARTIALLY"
  case not = "AUTOMATED_DECISION_NOT_AUTOMATED"
}

/// `Yes` or `No`.
package enum ReasonsAnswer: String, Hashable, Sendable, CaseIterable {
  case yes = "Yes"
  case no = "No"
}

/// The countries and languages that statements may name.
package enum ReasonsPlaces {
  /// The European Economic Area, by two-letter codes; without Iceland, Liechtenstein and Norway it is the Union.
  package static let countries = words(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK")

  /// ISO 639-1.
  package static let languages = Set(
    words(
      """
      AA AB AE AF AK AM AN AR AS AV AY AZ BA BE BG BI BM BN BO BR BS CA CE CH CO CR CS CU CV CY DA DE DV DZ EE EL \
      EN EO ES ET EU FA FF FI FJ FO FR FY GA GD GL GN GU GV HA HE HI HO HR HT HU HY HZ IA ID IE IG II IK IO IS IT \
      IU JA JV KA KG KI KJ KK KL KM KN KO KR KS KU KV KW KY LA LB LG LI LN LO LT LU LV MG MH MI MK ML MN MR MS MT \
      MY NA NB ND NE NG NL NN NO NR NV NY OC OJ OM OR OS PA PI PL PS PT QU RM RN RO RU RW SA SC SD SE SG SI SK SL \
      SM SN SO SQ SR SS ST SU SV SW TA TE TG TH TI TK TL TN TO TR TS TT TW TY UG UK UR UZ VE VI VO WA WO XH YI YO \
      ZA ZH ZU
      """))

  private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
}
