import Foundation
import Testing

/// The release link leaves out libdispatch and the protocol buffers of libpg_query by defining the names that lead to them
/// (CLeftOut). These tests hold those names against the archives that are installed, and the sources to not needing them.
struct LeftOutTests {
  @Test("Nothing is asynchronous: there are no tasks that libdispatch would run")
  func nothingIsAsynchronous() throws {
    for file in Checkout.swiftFiles(under: "Sources") {
      let code = SwiftText(try Checkout.text(file)).code
      #expect(code.firstMatch(of: /\b(?:async|await|Task|TaskGroup|MainActor|actor [A-Z]\w*)\b(?!:)/) == nil, "\(file)")
    }
  }

  @Test("Whatever the Swift runtime takes from libdispatch is defined, and nothing else")
  func dispatchNames() throws {
    let target = try JSONSerialization.jsonObject(with: Data(Checkout.output("swiftc", ["-print-target-info"]).utf8))
    let paths = try #require((target as? [String: Any])?["paths"] as? [String: Any])
    let resources = try #require(paths["runtimeResourcePath"] as? String)
    let archives = ["libswiftCore.a", "libswift_Concurrency.a"].map { "\(resources)_static/linux/\($0)" }
    let taken = try Self.names(in: Checkout.output("nm", ["--undefined-only"] + archives))
    #expect(taken.contains("dispatch_async_f"))
    let source = try Checkout.text("Sources/System/CLeftOut/dispatch.c")
    let functions = source.matches(of: /(?m)^NEVER\((\w+)\)/).map { String($0.1) }
    let tables = source.matches(of: /(_dispatch_\w+)\[/).map { String($0.1) }
    #expect(Set(functions + tables) == taken)
  }

  private static func names(in listing: String) -> Set<String> {
    Set(listing.matches(of: /\bU (_?dispatch_\w+)/).map { String($0.1) })
  }

  @Test("Parse trees are asked for as JSON, so that the name left out is never called")
  func protobufName() throws {
    for file in Checkout.swiftFiles(under: "Sources") {
      #expect(!(try Checkout.text(file).contains("protobuf")), "\(file)")
    }
    let archive = try #require(InstalledArchive.libpgQuery, "apt install libpg-query-dev")
    #expect(try Checkout.output("nm", [archive]).contains(" T pg_query_nodes_to_protobuf\n"))
  }
}
