import Foundation
import HCL
import Testing

@testable import Classification

/// The specification suite of HCL: files with what a decoder makes of them, its values or where its errors are.
///
/// `GATEHOUSE_HCL_SPECSUITE=FOLDER` names `specsuite/tests` of a source tree of hashicorp/hcl.
@Suite("HCL: the specification suite") struct HCLSpecificationTests {
  private static let folder = ProcessInfo.processInfo.environment["GATEHOUSE_HCL_SPECSUITE"]

  @Test(
    "every case gives its values or its errors", .enabled(if: folder != nil, "GATEHOUSE_HCL_SPECSUITE names no folder"))
  func agrees() throws {
    let folder = URL(fileURLWithPath: try #require(Self.folder))
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
      .compactMap { $0 as? URL }.filter { $0.pathExtension == "t" }.sorted { $0.path < $1.path }
    #expect(files.count >= 15)
    for file in files {
      func parsed(_ type: String) throws -> HCL.ParsedFile {
        HCL.parse([UInt8](try Data(contentsOf: file.deletingPathExtension().appendingPathExtension(type))))
      }
      let (subject, decoder, expected) = (try parsed("hcl"), try parsed("hcldec"), try parsed("t").body)
      try #require(decoder.isComplete, "\(file.path)")
      var decoding = Decoding(decoder.body)
      let value = decoding.value(of: subject.body)
      let errors = subject.diagnostics.map(\.range) + decoding.unexpected
      if let wanted = expected.blocks(ofType: "diagnostics").first {
        // One error more may be seen where the reference passes over the rest of a line.
        for range in Self.ranges(wanted.body) {
          let isFound = errors.contains { $0.start < range.end && range.start < $0.end }
          #expect(isFound, "\(file.lastPathComponent): \(range) in \(errors)")
        }
        continue
      }
      #expect(errors.isEmpty, "\(file.lastPathComponent): \(errors)")
      guard let result = expected.expression(named: "result") else { continue }
      let wanted = Evaluator(scope: StaticScope()).value(of: result)
      #expect(Self.agrees(value, wanted), "\(file.lastPathComponent): \(value.shown)")
    }
  }

  /// Whether a value is the wanted one, as far as it is known: of fractions we compute nothing.
  private static func agrees(_ value: StaticValue, _ wanted: StaticValue) -> Bool {
    switch (value, wanted) {
    case (.unknown, .number): true
    case (.object(let members), .object(let others)):
      Set(members.values.keys) == Set(others.values.keys)
        && members.values.allSatisfy { name, value in others.values[name].map { agrees(value, $0) } ?? false }
    default: value == wanted
    }
  }

  private static func ranges(_ diagnostics: HCL.Body) -> [HCL.ByteRange] {
    func byte(_ error: HCL.Block, _ end: String) -> Int? {
      error.body.blocks(ofType: end).first?.body.expression(named: "byte").flatMap { byte in
        Evaluator(scope: StaticScope()).value(of: byte).string.flatMap { Int($0) }
      }
    }
    return diagnostics.blocks.compactMap { error in
      guard let start = byte(error, "from"), let end = byte(error, "to") else { return nil }
      return HCL.ByteRange(start: start, end: end)
    }
  }
}

/// Decodes a body as a specification of `hcldec` says, as far as the suite uses them.
private struct Decoding {
  private let specification: HCL.Block?
  private let scope: Evaluator
  /// What the specification does not know.
  private(set) var unexpected: [HCL.ByteRange] = []

  init(_ body: HCL.Body) {
    specification = body.blocks.first { $0.type != "variables" }
    var names: [String: StaticValue] = [:]
    for attribute in body.blocks(ofType: "variables").flatMap(\.body.attributes) {
      names[attribute.name] = Evaluator(scope: StaticScope()).value(of: attribute.expression)
    }
    scope = Evaluator(scope: StaticScope()).binding(names)
  }

  mutating func value(of body: HCL.Body) -> StaticValue {
    specification.map { value($0, body) } ?? .unknown
  }

  private mutating func value(_ specification: HCL.Block, _ body: HCL.Body) -> StaticValue {
    switch specification.type {
    case "literal": return specification.body.expression(named: "value").map { scope.value(of: $0) } ?? .null
    case "object":
      let parts = specification.body.blocks
      let names = parts.filter { $0.type == "attr" }.map(Self.name)
      unexpected += body.attributes.filter { !names.contains($0.name) }.map(\.nameRange)
      let types = parts.filter { $0.type != "attr" }.map(Self.name)
      unexpected += body.blocks.filter { !types.contains($0.type) }.map(\.typeRange)
      var members: [String: StaticValue] = [:]
      for part in parts { members[part.labels.first ?? Self.name(part)] = value(part, body) }
      return .object(members)
    case "attr":
      guard let attribute = body.attribute(named: Self.name(specification)),
        let type = specification.body.expression(named: "type")
      else { return .null }
      return TypeConstraint(type).convert(scope.value(of: attribute.expression))
    case "block": return blocks(specification, body).first?.value ?? .null
    case "block_list": return .tuple(blocks(specification, body).map(\.value))
    case "block_map":
      return .object(
        Dictionary(blocks(specification, body).map { ($0.label, $0.value) }, uniquingKeysWith: { first, _ in first }))
    default: return .failure
    }
  }

  private mutating func blocks(
    _ specification: HCL.Block, _ body: HCL.Body
  ) -> [(label: String, value: StaticValue)] {
    guard let inner = specification.body.blocks.first else { return [] }
    var found: [(String, StaticValue)] = []
    for block in body.blocks(ofType: Self.name(specification)) {
      found.append((block.labels.first ?? "", value(inner, block.body)))
    }
    return found
  }

  /// What stands in the body: the label, unless an argument says otherwise.
  private static func name(_ specification: HCL.Block) -> String {
    (specification.body.expression(named: "name") ?? specification.body.expression(named: "block_type"))?.literalString
      ?? specification.labels.first ?? ""
  }
}
