import Findings
import Foundation
import TestSupport
import Testing

@testable import GitProcess

@Suite("Who reads the objects")
struct ReaderChoiceTests {
  private func choice(_ repository: TestRepository, alternates: String = "") throws -> ReaderChoice {
    let queries = try ReaderAgreementTests.queries(repository, libgit2: true)
    return try ReaderChoice.declared(queries.facts, alternates: alternates, queries.git)
  }

  @Test("libgit2 reads what has SHA-1 ids and no extension that touches objects")
  func plain() throws {
    let repository = try TestRepository()
    #expect(try choice(repository) == .libgit2)
    try repository.git(["config", "core.repositoryFormatVersion", "1"])
    try repository.git(["config", "extensions.preciousObjects", "true"])
    try repository.git(["config", "extensions.worktreeConfig", "true"])
    try repository.git(["config", "Extensions.noop", "x"])
    #expect(try choice(repository) == .libgit2)
  }

  @Test("git reads SHA-256 and what an unknown extension may have changed")
  func formats() throws {
    #expect(try choice(TestRepository(["--object-format=sha256"])) == .plumbing)
    let repository = try TestRepository()
    // In version 0 git takes no notice of it; we leave the objects to git all the same.
    try repository.git(["config", "core.repositoryFormatVersion", "0"])
    try repository.git(["config", "eXTENSIONS.compatObjectFormat", "sha256"])
    #expect(try choice(repository) == .plumbing)
  }

  @Test("the extensions of another file, or a mere word, decide nothing")
  func elsewhere() throws {
    let repository = try TestRepository()
    try repository.write("[extensions]\n\tcompatObjectFormat = sha256\n", to: "included")
    try repository.git(["config", "include.path", "../included"])
    try repository.git(["config", "alias.extensions", "log"])
    #expect(try choice(repository) == .libgit2)
  }

  @Test(
    "alternates that libgit2 would read otherwise are git's to follow",
    arguments: [
      ("/tmp/\n", ReaderChoice.libgit2), ("# words\n\n/nonexistent\n", .libgit2),
      ("../../../x/.git/objects\n", .plumbing),
      ("\"/tmp\"\n", .plumbing), ("/tmp\nrelative\n", .plumbing),
    ])
  func alternates(text: String, expected: ReaderChoice) throws {
    let repository = try TestRepository()
    try repository.write(text, to: ".git/objects/info/alternates")
    #expect(try choice(repository) == expected)
    let borrower = try TestRepository()
    try borrower.write(repository.path + "/.git/objects\n", to: ".git/objects/info/alternates")
    #expect(try choice(borrower) == expected)
  }

  @Test("a circle of alternates ends")
  func circle() throws {
    let repository = try TestRepository()
    try repository.write(repository.path + "/.git/objects\n", to: ".git/objects/info/alternates")
    #expect(try choice(repository) == .plumbing)
  }

  @Test(
    "so are those of the variable",
    arguments: [("/a:/b", ReaderChoice.libgit2), ("", .libgit2), ("/a:b", .plumbing), ("\"/a:b\":/c", .plumbing)])
  func variable(value: String, expected: ReaderChoice) throws {
    #expect(try choice(TestRepository(), alternates: value) == expected)
  }
}
