import Foundation
import HCL
import Testing

/// Compares the parser with the reference implementation, hashicorp/hcl, through Oracle/hcldump.go.
@Suite("Against the reference implementation")
struct ReferenceTests {
  /// Valid by the newer grammar that this parser follows, rejected by HCL 2.14.
  static let newerThanReference: Set = ["call-namespaced"]
  /// Accepted by the reference, whose scanner does not look into characters; no text to us.
  static let stricterThanReference: Set = ["comment-nul-byte", "string-nul-byte", "string-overlong-utf8"]

  static let exceptions = newerThanReference.union(stricterThanReference)

  struct Reading: Decodable {
    let path: String
    let accepted: Bool
    let tree: String?
    let diagnostics: [String]?
  }

  @Test(
    "verdict and tree are the same for every corpus file, whole and damaged",
    .enabled(if: Oracle.isWanted, Oracle.absence))
  func agrees() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hcl-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let whole = CorpusFile.all
    let damaged = try writeDamagedFiles(into: folder)
    let readings = try Oracle.read(whole.map(\.url) + damaged, buildingIn: folder)
    try #require(readings.count == whole.count + damaged.count)
    for (file, reading) in zip(whole, readings) { try compare(file, with: reading) }
    for (url, reading) in zip(damaged, readings.dropFirst(whole.count)) { try compare(url, with: reading) }
  }

  /// `GATEHOUSE_HCL_CORPUS=FOLDER` names files of one's own: those of public repositories, for instance.
  private static let corpus = ProcessInfo.processInfo.environment["GATEHOUSE_HCL_CORPUS"].map(
    URL.init(fileURLWithPath:))

  @Test(
    "verdict and tree are the same for every file of a folder",
    .enabled(if: corpus != nil, "GATEHOUSE_HCL_CORPUS names no folder"))
  func agreesOnCorpus() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hcl-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let all = try FileManager.default.contentsOfDirectory(at: #require(Self.corpus), includingPropertiesForKeys: nil)
      .sorted { $0.path < $1.path }
    var (refused, size) = (0, 0)
    for start in stride(from: 0, to: all.count, by: 500) {
      let files = Array(all[start..<min(start + 500, all.count)])
      let readings = try Oracle.read(files, buildingIn: folder)
      try #require(readings.count == files.count)
      for (file, reading) in zip(files, readings) {
        let bytes = [UInt8](try Data(contentsOf: file))
        let parsed = HCL.parse(bytes)
        size += bytes.count
        if !reading.accepted { refused += 1 }
        // The grammar of 2.20, which the reference at hand does not know yet.
        if parsed.isComplete, !reading.accepted, String(decoding: bytes, as: UTF8.self).contains("::") { continue }
        #expect(
          parsed.isComplete == reading.accepted,
          "\(file.lastPathComponent): \(parsed.diagnostics.first.map { "\($0)" } ?? "none") \(reading.diagnostics ?? [])"
        )
        if parsed.isComplete, let tree = reading.tree {
          #expect(TreeDump.body(parsed.body) == tree, "\(file.lastPathComponent)")
        }
      }
    }
    print("\(all.count) files, \(size) bytes, of which the reference refuses \(refused)")
  }

  private func compare(_ file: CorpusFile, with reading: Reading) throws {
    #expect(file.url.path == reading.path)
    let parsed = HCL.parse(try file.bytes)
    if Self.exceptions.contains(file.name) {
      #expect(parsed.isComplete != reading.accepted, "\(file.testDescription) is an exception no more")
    } else {
      #expect(
        parsed.isComplete == reading.accepted, "\(file.testDescription) \(reading.diagnostics ?? [])")
      if let tree = reading.tree { #expect(TreeDump.body(parsed.body) == tree, "\(file.testDescription)") }
    }
  }

  private func compare(_ damaged: URL, with reading: Reading) throws {
    let bytes = [UInt8](try Data(contentsOf: damaged))
    // Bytes that are no text are judged differently on purpose.
    guard !bytes.contains(0), let source = String(validating: bytes, as: UTF8.self) else { return }
    let parsed = HCL.parse(bytes)
    #expect(parsed.isComplete == reading.accepted, "\(source)\n\(reading.diagnostics ?? [])")
    if parsed.isComplete, let tree = reading.tree {
      #expect(TreeDump.body(parsed.body) == tree, "\(source)")
    }
  }

  private func writeDamagedFiles(into folder: URL) throws -> [URL] {
    var generator = SeededGenerator(seed: 20)
    var urls: [URL] = []
    for file in CorpusFile.all where !Self.exceptions.contains(file.name) {
      for number in 0..<3 {
        let url = folder.appendingPathComponent("\(file.isValid)-\(file.name)-\(number).hcl")
        try Data(Mutation.replaceOneToken(of: try file.bytes, using: &generator)).write(to: url)
        urls.append(url)
      }
    }
    return urls
  }
}

/// Builds and runs the dump program.
enum Oracle {
  static let absence: Comment =
    "go, or the Debian package golang-github-hashicorp-hcl-v2-dev, is not installed"

  private static let packages = "/usr/share/gocode"

  /// Whether the comparison runs. Where oracles are required it runs without them too, and fails.
  static var isWanted: Bool {
    ProcessInfo.processInfo.environment["GATEHOUSE_REQUIRE_ORACLES"] == "1" || isInstalled
  }

  private static var isInstalled: Bool {
    FileManager.default.fileExists(atPath: packages + "/src/github.com/hashicorp/hcl/v2/hclsyntax")
      && (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .contains { FileManager.default.isExecutableFile(atPath: "\($0)/go") }
  }

  /// How the reference reads each of the files. The program is built in `folder`, which the caller removes.
  static func read(_ files: [URL], buildingIn folder: URL) throws -> [ReferenceTests.Reading] {
    let program = folder.appendingPathComponent("hcldump").path
    let source = CorpusFile.folder.appendingPathComponent("Oracle/hcldump.go").path
    _ = try run("/usr/bin/env", ["go", "build", "-o", program, source], input: Data())
    let paths = files.map(\.path).joined(separator: "\n") + "\n"
    return try run(program, [], input: Data(paths.utf8)).split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(ReferenceTests.Reading.self, from: $0)
    }
  }

  private struct ProgramFailed: Error {
    let status: Int32
    let arguments: [String]
  }

  private static func run(_ program: String, _ arguments: [String], input: Data) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["GO111MODULE": "off", "GOPATH": packages, "GOFLAGS": ""]) { $1 }
    let (standardInput, standardOutput) = (Pipe(), Pipe())
    process.standardInput = standardInput
    process.standardOutput = standardOutput
    try process.run()
    Thread.detachNewThread {
      try? standardInput.fileHandleForWriting.write(contentsOf: input)
      try? standardInput.fileHandleForWriting.close()
    }
    let output = standardOutput.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw ProgramFailed(status: process.terminationStatus, arguments: [program] + arguments)
    }
    return output
  }
}
