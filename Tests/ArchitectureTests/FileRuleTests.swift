import Foundation
import Testing

/// The rules for single files, on made-up files.
@Suite struct FileRuleTests {
  @Test(
    "Machine paths and promises are found with their line",
    arguments: [
      ("#!/bin/sh\ncd \(FileRules.machineFolders[0])x", 2), ("path = \"\(FileRules.machineFolders[1])swift\"", 1),
      ("// \(FileRules.unfinished[0]): later", 1), ("\n\n\(FileRules.unfinished[1])", 3),
    ])
  func findsForbiddenText(text: String, line: Int) throws {
    let found = FileRules.forbiddenText(in: Data(text.utf8))
    #expect(found.count == 1)
    #expect(try #require(found.first).hasPrefix("line \(line): "))
  }

  @Test(
    "URLs, relative paths and longer words are left alone",
    arguments: [
      "https://example.com\(FileRules.machineFolders[0])x", "src\(FileRules.machineFolders[0])x",
      "$root\(FileRules.machineFolders[0])", "a\(FileRules.unfinished[0])",
    ])
  func passesOtherText(text: String) {
    #expect(FileRules.forbiddenText(in: Data(text.utf8)) == [])
  }

  @Test(
    "A banner, or an import below the first declaration, is refused",
    arguments: [
      "/* banner */\nimport A\n", "//===----===//\nimport A\n", "import A\nlet a = 1\n// ------ part\n",
      "import A\nlet a = 1\nimport B\n", "let a = 1 // one\n\nimport B\n",
    ])
  func refusesOpenings(source: String) { #expect(FileRules.opening(of: source).count == 1) }

  @Test(
    "Imports, a comment, then code",
    arguments: [
      "import A\npublic import B\n\n/// Doc.\nlet a = 1\n", "// Why this file is as it is.\nimport A\nlet a = 1\n",
      "#if canImport(A)\nimport A\n#endif\nimport B\nlet a = 1\n",
      "/// Doc: --- of it.\nlet a = 1\n", "let text = \"\"\"\n  import A\n  \"\"\"\n", "",
    ])
  func passesOpenings(source: String) { #expect(FileRules.opening(of: source) == []) }
}
