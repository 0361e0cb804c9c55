/// A static library as the linker sees it: members that define symbols and need others.
struct StaticArchive {
  struct Member {
    var defined: Set<String> = []
    var needed: Set<String> = []
  }

  /// Two members may share a name, as libgit2's two `mbedtls.c.o` do, so they are told apart by their place.
  let members: [Member]
  private let definingMember: [String: Int]

  /// Reads what `nm` prints for an archive: a line with each member's name, then its symbols.
  init(nm listing: String) {
    var members: [Member] = []
    for line in listing.split(separator: "\n") {
      if line.hasSuffix(".o:") {
        members.append(Member())
        continue
      }
      let fields = line.split(separator: " ")
      guard fields.count >= 2, let type = fields[fields.count - 2].first, !members.isEmpty else { continue }
      let name = String(fields[fields.count - 1])
      switch type {
      case "U", "w": members[members.count - 1].needed.insert(name)
      case "T", "D", "B", "R", "V", "W", "C": members[members.count - 1].defined.insert(name)
      default: break
      }
    }
    self.members = members
    var definingMember: [String: Int] = [:]
    for (index, member) in members.enumerated() {
      for name in member.defined where definingMember[name] == nil { definingMember[name] = index }
    }
    self.definingMember = definingMember
  }

  func defines(_ name: String) -> Bool { definingMember[name] != nil }

  /// What a program takes out of the archive.
  ///
  /// - Parameters:
  ///   - roots: the symbols that the program needs.
  ///   - replaced: the symbols that the program defines itself.
  /// - Returns: the symbols of the members that are linked, and those that other libraries must give.
  func link(_ roots: Set<String>, replaced: Set<String>) -> (defined: Set<String>, missing: Set<String>) {
    var linked: Set<Int> = []
    var missing: Set<String> = []
    var open = Array(roots)
    while let name = open.popLast() {
      if replaced.contains(name) { continue }
      guard let index = definingMember[name] else {
        missing.insert(name)
        continue
      }
      if linked.insert(index).inserted { open += members[index].needed }
    }
    return (linked.reduce(into: []) { $0.formUnion(members[$1].defined) }, missing)
  }
}
