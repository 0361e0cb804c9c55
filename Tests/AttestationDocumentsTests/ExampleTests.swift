import Approvals
import Attestation
import Findings
import JSON
import Repositories
import Signing
import Testing

@Suite("The worked examples")
struct ExampleTests {
  private func bundle() throws -> Bundle { try Bundle(parsing: try Documents.example("change.intoto.jsonl")) }

  @Test("The bundle is evidence, two approvals and a decision, in that order and in canonical bytes")
  func bundleLines() throws {
    let bundle = try bundle()
    #expect(bundle.ignored.isEmpty)
    let statements = try bundle.lines.map { try Statement(parsing: $0.envelope.payload) }
    #expect(
      statements.map(\.predicateType) == [
        PredicateType.evidence, PredicateType.approval, PredicateType.approval, PredicateType.verificationSummary,
      ])
    for (line, statement) in zip(bundle.lines, statements) {
      #expect(try statement.encoded() == line.envelope.payload)
      #expect(line.envelope.json == line.bytes)
      #expect(line.envelope.signatures.count == 1)
    }
  }

  @Test("The statements beside the bundle are those in it")
  func statementFiles() throws {
    let payloads = try bundle().lines.map(\.envelope.payload)
    for name in ["evidence", "approval", "decision"] {
      #expect(payloads.contains(try CanonicalJSON.encode(try Documents.json("\(name).json"))), "\(name)")
    }
  }

  @Test("The approvals are read, and their transcripts pass")
  func approvals() throws {
    for line in try bundle().lines {
      let statement = try Statement(parsing: line.envelope.payload)
      guard statement.predicateType == PredicateType.approval else { continue }
      let approval = try ApprovalStatement(predicate: statement.predicate)
      #expect(approval.word == .approved)
      #expect(approval.objection(.crypto) == nil)
      #expect(try approval.statement.encoded() == line.envelope.payload)
      let digest = try ChangeDigest(repository: approval.repository, files: approval.files, sha256: .crypto)
      #expect(digest.digest == approval.changeDigest)
    }
  }

  @Test("A signature of an example holds over its bytes and over no others")
  func signatures() throws {
    let lines = try bundle().lines
    // principal namespaces="…" type key
    let signers = try String(decoding: Documents.example("allowed_signers"), as: UTF8.self).split(separator: "\n").map {
      try PublicKey(line: $0.split(separator: " ").suffix(2).joined(separator: " "))
    }
    let verifier = CryptoSignatureVerifier()
    for line in lines[1...2] {
      let signature = try #require(line.envelope.signatures.first)
      let key = try #require(signers.first { $0.keyID(.crypto) == signature.keyID })
      func verdict(_ message: [UInt8]) -> SignatureVerdict {
        verifier.verify(
          signature.bytes, over: message, key: key, scheme: .ssh, namespace: SignatureNamespace.approval)
      }
      #expect(verdict(line.envelope.preAuthenticationEncoding) == .valid(nil))
      #expect(verdict(line.envelope.payload) != .valid(nil))
    }
  }

  @Test("The decision names the other lines, and only the evidence's subjects")
  func decision() throws {
    let lines = try bundle().lines
    let decision = try Statement(parsing: try #require(lines.last).envelope.payload)
    let evidence = try Statement(parsing: lines[0].envelope.payload)
    let inputs = (decision.predicate["inputAttestations"]?.array ?? []).map { $0["digest"]?["sha256"]?.string }
    #expect(inputs == lines.dropLast().map { SHA256Function.crypto($0.bytes).hex })
    #expect(decision.subjects == evidence.subjects)
  }

  @Test("Every predicate type of ours has a page and a schema that names it")
  func pages() throws {
    for type in [PredicateType.evidence, PredicateType.approval] {
      let name = try #require(type.dropFirst(PredicateType.base.count).split(separator: "/").first)
      #expect(try Documents.text("\(name).md").contains(type))
      #expect(try Documents.text("\(name).schema.json").contains("\"const\": \"\(type)\""))
      #expect(try Documents.text("README.md").contains(type))
    }
    #expect(try Documents.text("decision.md").contains(PredicateType.verificationSummary))
  }

  @Test(
    "Every member of a predicate is on its page",
    arguments: [("change-evidence", "evidence"), ("change-approval", "approval"), ("decision", "decision")])
  func members(_ page: String, _ example: String) throws {
    let text = try Documents.text("\(page).md")
    for name in try Documents.json("\(example).json")["predicate"]?.object?.keys ?? [] {
      #expect(text.contains("`\(name)`") || text.contains("`\(name)."), "\(name)")
    }
  }
}
