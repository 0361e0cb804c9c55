/// `format()`: `%s`, `%d`, `%v` and `%q` with width, zeros and `-`; any other form is unknown.
enum StaticFormat {
  static func text(_ template: StaticValue, _ arguments: ArraySlice<StaticValue>) -> StaticValue {
    guard let template = template.string else { return .unknown }
    var rest = arguments
    var text = ""
    var characters = template.makeIterator()
    while let character = characters.next() {
      guard character == "%" else {
        text.append(character)
        continue
      }
      guard var verb = characters.next() else { return .failure }
      if verb == "%" {
        text.append(verb)
        continue
      }
      var flags = Flags()
      while flags.take(verb) {
        guard let next = characters.next() else { return .failure }
        verb = next
      }
      guard ["s", "d", "v", "q"].contains(verb) else { return .unknown }
      guard let argument = rest.popFirst() else { return .failure }
      guard let written = written(argument, verb), let piece = flags.apply(written) else { return .unknown }
      text += piece
      guard text.utf8.count <= TerraformLimits.valueBytes else { return .unknown }
    }
    // Terraform refuses arguments that nothing in the template asks for.
    return rest.isEmpty ? .text(text) : .failure
  }

  private static func written(_ value: StaticValue, _ verb: Character) -> String? {
    switch verb {
    case "d": value.numeric?.integer.map { String($0) }
    case "q": value.string.flatMap { JSONValues.encode(.string($0)) }
    case "v": value == .null ? "null" : value.string ?? JSONValues.encode(value)
    default: value.string
    }
  }

  /// What stands between the percent sign and the letter.
  private struct Flags {
    private var padsWithZeros = false
    private var isLeft = false
    private var width = 0
    private var isUnknown = false

    /// Whether the character is a flag or a part of the width.
    mutating func take(_ character: Character) -> Bool {
      switch character {
      case "0" where width == 0: padsWithZeros = true
      case "-": isLeft = true
      case "0"..."9": width = min(10_000, width * 10 + (character.wholeNumberValue ?? 0))
      case "+", " ", "#", ".", "[", "*": isUnknown = true
      default: return false
      }
      return true
    }

    func apply(_ text: String) -> String? {
      if isUnknown { return nil }
      let missing = max(0, width - text.count)
      guard missing > 0 else { return text }
      if isLeft { return text + String(repeating: " ", count: missing) }
      if padsWithZeros, text.first == "-" { return "-" + String(repeating: "0", count: missing) + text.dropFirst() }
      return String(repeating: padsWithZeros ? "0" : " ", count: missing) + text
    }
  }
}
