import HCL

/// What is left of a file when everything that was understood is taken out: the parts that were not, with the lines
/// that hold them together.
///
/// Where that is the same before and after a change, the change lies in what was understood on both sides.
enum BrokenParts {
  /// The lines, without blanks around them; `nil` where more was wrong than is told one by one.
  static func lines(of bytes: [UInt8], _ file: HCL.ParsedFile) -> [[UInt8]]? {
    let problems = file.diagnostics.map(\.problem)
    guard !problems.contains(.tooManyDiagnostics), !problems.contains(.fileTooLarge) else { return nil }
    var understood: [HCL.ByteRange] = []
    var bodies = [file.body]
    while let body = bodies.popLast() {
      understood += body.attributes.map(\.range).filter { isIntact($0, file.diagnostics) }
      for block in body.blocks {
        if isIntact(block.range, file.diagnostics) { understood.append(block.range) } else { bodies.append(block.body) }
      }
    }
    var rest: [UInt8] = []
    var end = 0
    for range in understood.sorted(by: { $0.start < $1.start }) where range.start >= end {
      rest += bytes[end..<range.start]
      end = range.end
    }
    rest += bytes[end...]
    return rest.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let text = line.drop(while: isBlank)
      if text.isEmpty || text.first == UInt8(ascii: "#") || text.starts(with: "//".utf8) { return nil }
      return Array(text.reversed().drop(while: isBlank).reversed())
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }

  private static func isIntact(_ range: HCL.ByteRange, _ diagnostics: [HCL.Diagnostic]) -> Bool {
    !diagnostics.contains { $0.range.start <= range.end && range.start <= $0.range.end }
  }
}
