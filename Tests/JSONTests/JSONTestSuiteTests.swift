import Foundation
import JSON
import Testing

/// JSON parsers have been compared by these files since 2016; being listed here is no choice of ours.
@Suite("JSONTestSuite")
struct JSONTestSuiteTests {
  static let cases: [(name: String, bytes: [UInt8])] = jsonTestSuite.split(separator: "\n").map { line in
    let parts = line.split(separator: " ", omittingEmptySubsequences: false)
    return (String(parts[0]), Array(Data(base64Encoded: String(parts[1])) ?? Data()))
  }

  @Test("Every y_ file is accepted, except a name used twice, which the signed profile refuses")
  func accepted() {
    let cases = Self.cases.filter { $0.name.hasPrefix("y_") }
    #expect(cases.count == 95)
    for (name, bytes) in cases {
      if name.hasPrefix("y_object_duplicated_key") {
        #expect(code(of: bytes) == .duplicateKey, "\(name)")
      } else {
        #expect(code(of: bytes) == nil, "\(name)")
      }
    }
  }

  @Test("Every n_ file is refused")
  func refused() {
    let cases = Self.cases.filter { $0.name.hasPrefix("n_") }
    #expect(cases.count == 186)
    for (name, bytes) in cases { #expect(code(of: bytes) != nil, "\(name)") }
  }

  @Test("Every i_ file with broken text is refused, every one with an odd number accepted as it is written")
  func implementationDefined() {
    for (name, bytes) in Self.cases where name.hasPrefix("i_") {
      #expect((code(of: bytes) == nil) == name.hasPrefix("i_number"), "\(name)")
    }
  }

  @Test("A hundred thousand open brackets are refused, not followed")
  func deepFiles() {
    #expect(code(of: Array(repeating: UInt8(ascii: "["), count: 100_000)) == .tooDeep)
    #expect(code(of: Array(String(repeating: "[{\"\":", count: 50_000).utf8)) == .tooDeep)
  }

  private func code(of bytes: [UInt8]) -> JSONError.Code? {
    do throws(JSONError) {
      _ = try JSONReader.parse(bytes, limits: .foreign)
      return nil
    } catch {
      return error.code
    }
  }
}
