import Exposure

/// A table as its text stands: rules and set elements are words until all commands are read.
struct NftTable {
  /// `ip`, `ip6`, `inet`, `arp`, `bridge` or `netdev`.
  let family: String
  let name: String
  var chains: [NftChain] = []
  var sets: [String: NftSet] = [:]
  /// A dormant table filters nothing.
  var isDormant = false

  var key: String { "\(family) \(name)" }
}

struct NftChain {
  let name: String
  var base: Base?
  var policy: RuleChain.Policy?
  var policyOrigin: Origin
  var rules: [[NftToken]] = []

  struct Base {
    var type: String
    var hook: String
    var priority: Int
    var origin: Origin
  }
}

struct NftSet {
  /// Each element's words; a map's element has its data behind a `:`.
  var elements: [[NftToken]] = []
  /// Whether packets or the clock change its content.
  var isDynamic = false
}
