import ChildProcess
import Foundation
import Testing

@Suite("End to end: the real program, real git, real keys")
struct EndToEndTests {
  @Test("Every script ends as it says", arguments: try Script.loadAll())
  func script(_ script: Script) throws {
    do {
      try ScriptRun(script, program: try Program.gatehouse()).run()
    } catch let missing as MissingProgram {
      // Where oracles are required, a missing one is a failure; elsewhere the script is not run.
      let isRequired = ProcessInfo.processInfo.environment["GATEHOUSE_REQUIRE_ORACLES"] == "1"
      #expect(!isRequired, "\(script.name) needs \(missing.name)")
    }
  }

  @Test("The demo of the README runs from blocked to verified")
  func demo() throws {
    let work = URL(filePath: NSTemporaryDirectory()).appending(path: "gatehouse-demo-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: work) }
    let program = try Program.gatehouse()
    var environment = ScriptRun.environment(work: work.path(percentEncoded: false), program: program)
    environment["GATEHOUSE"] = program.path(percentEncoded: false)
    environment["DEMO_DIR"] = work.path(percentEncoded: false)
    environment["TMPDIR"] = NSTemporaryDirectory()
    let outcome = try ChildProcess.run(
      "setsid", ["--wait", "sh", Script.folder.appending(path: "demo.sh").path(percentEncoded: false)],
      environment: environment)
    let output = String(decoding: outcome.standardOutput + outcome.standardError, as: UTF8.self)
    #expect(outcome.succeeded, "\(output)")
  }

  @Test(
    "A script that is not of the format is refused",
    arguments: ["", "# nothing\n", "run git\n", "exit git\n", "! $ git\n", "$ \n", "-- a file --\n$ git\n"])
  func malformed(_ text: String) {
    #expect(throws: ScriptError.self) { try Script(name: "malformed", text: text) }
  }

  @Test(
    "A step that ends otherwise than the script says fails it",
    arguments: [
      "$ exit 1", "exit 1 true", "$ echo yes\nstdout no", "$ echo yes\n! stdout yes", "$ echo yes >&2\nstdout yes",
      "let NAME = false\n$ true",
    ])
  func failing(_ text: String) throws {
    let run = try ScriptRun(Script(name: "failing", text: text + "\n$ true\n"), program: try Program.gatehouse())
    #expect(throws: ScriptError.self) { try run.run() }
  }

  @Test("Files, variables and directories are there for the steps")
  func state() throws {
    let text = """
      # A comment, then a step over two lines.
      let NAME = echo \\
        some text
      env OTHER = <$NAME>
      cd folder
      $ cat file; echo "$OTHER"; pwd
      stdout ^first$
      stdout ^<some text>$
      stdout ^$WORK/folder$
      -- folder/file --
      first
      """
    try ScriptRun(Script(name: "state", text: text), program: try Program.gatehouse()).run()
  }
}

/// The program under test.
enum Program {
  /// The one that was built with these tests: it lies beside the test bundle. `GATEHOUSE` names another.
  static func gatehouse() throws -> URL {
    if let named = ProcessInfo.processInfo.environment["GATEHOUSE"] { return URL(filePath: named) }
    let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    let program = bundle.deletingLastPathComponent().appending(path: "gatehouse")
    guard FileManager.default.isExecutableFile(atPath: program.path(percentEncoded: false)) else {
      throw ScriptError("there is no \(program.path(percentEncoded: false)); build it: swift build --build-tests")
    }
    return program
  }
}
