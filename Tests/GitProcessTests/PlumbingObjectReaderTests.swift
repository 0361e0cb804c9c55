import Findings
import Foundation
import Repositories
import TestSupport
import Testing

@testable import GitProcess

@Suite("Objects through git cat-file")
struct PlumbingObjectReaderTests {
  @Test("many questions in any order: headers, contents, large objects and missing ones")
  func manyQuestions() throws {
    let repository = try TestRepository()
    let large = [UInt8](repeating: UInt8(ascii: "\n"), count: 3_000_000)
    var stored: [ObjectID: [UInt8]] = [:]
    for bytes in [[], Array("x missing\n".utf8), large] + (0..<20).map({ Array("\($0)\0\n".utf8) }) {
      stored[try id(repository.git(["hash-object", "-w", "--stdin"], input: bytes))] = bytes
    }
    let unknown = try #require(ObjectID(hex: String(repeating: "ab", count: 20)))
    let reader = try ReaderAgreementTests.queries(repository, libgit2: false).objects()
    for _ in 0..<3 {
      for (id, bytes) in stored {
        #expect(try reader.header(of: id) == ObjectHeader(kind: .blob, size: bytes.count))
        #expect(try reader.read(unknown) == nil)
        #expect(try reader.read(id)?.bytes == bytes)
        #expect(try reader.header(of: unknown) == nil)
      }
    }
  }

  @Test(
    "a git that stops in the middle is exit 5 at once, and the next question gets another",
    arguments: [
      "exit 0", "kill -9 $$", "echo \"$id blob 10\"; printf abc", "echo \"$id blob 3\"; printf abcd",
      "echo \"$id blob\"",
      "echo \"$id blob -1\"", "echo \"$id blob 99999999999999999999\"", "echo \"$id thing 1\"", "echo garbage",
      "echo \"1111111111111111111111111111111111111111 blob 1\"; echo x", "echo 'fatal: damaged' >&2; exit 128",
    ])
  func stops(answer: String) throws {
    let repository = try TestRepository()
    let blob = try id(repository.git(["hash-object", "-w", "--stdin"], input: [UInt8(ascii: "x")]))
    let marker = repository.directory.appending(path: "asked").path(percentEncoded: false)
    let reader = try reader(
      repository, "test -e '\(marker)' && exec \"$git\" \"$@\"; : >'\(marker)'; read -r command id; \(answer)")
    let failure = #expect(throws: Failure.self) { try reader.read(blob) }
    #expect(failure?.code.exitCode == .incomplete)
    #expect(failure?.hint != nil)
    #expect(try reader.read(blob)?.bytes == [UInt8(ascii: "x")])
  }

  @Test("a git that complains at length is heard to the end and blocks nobody")
  func complains() throws {
    let repository = try TestRepository()
    let blob = try id(repository.git(["hash-object", "-w", "--stdin"], input: [UInt8(ascii: "x")]))
    let reader = try reader(repository, "yes 'warning: noise' | head -c 1000000 >&2; exec \"$git\" \"$@\"")
    #expect(try reader.read(blob)?.bytes == [UInt8(ascii: "x")])
  }

  @Test("what a partial clone left out is missing, however git says so")
  func promised() throws {
    let repository = try TestRepository()
    let unknown = try #require(ObjectID(hex: String(repeating: "ab", count: 20)))
    let reader = try reader(
      repository, "read -r x; echo 'fatal: could not fetch abab from promisor remote' >&2; exit 128")
    #expect(try reader.read(unknown) == nil)
    #expect(try reader.header(of: unknown) == nil)
  }

  /// A reader whose `git cat-file` is the shell script `body`; `$git` is the real one.
  private func reader(_ repository: TestRepository, _ body: String) throws -> any ObjectReader {
    let script = """
      #!/bin/sh
      PATH=${PATH#*:}
      git=$(command -v git)
      case "$*" in *cat-file*) \(body) ;; *) exec "$git" "$@" ;; esac
      """
    let folder = try repository.script("git", script)
    var environment = TestRepository.environment
    environment["PATH"] = folder + ":" + (environment["PATH"] ?? "")
    return try GitQueries(
      directory: repository.path, environment: environment, temporaryDirectory: NSTemporaryDirectory(),
      openReader: nil
    ).objects()
  }

  private func id(_ output: [UInt8]) throws -> ObjectID { try #require(ObjectID(hex: output.dropLast())) }
}
