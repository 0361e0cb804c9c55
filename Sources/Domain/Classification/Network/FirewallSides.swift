import Findings
import Repositories
import YAML

/// Both sides of one firewall file of a change, and what cannot be read of them.
struct FirewallSides {
  let path: RepositoryPath
  private(set) var base: FirewallFile?
  private(set) var head: FirewallFile?
  /// One finding for each side that should hold rules and cannot be read.
  private(set) var unreadable: [Finding] = []
  /// Whether the absence of ``head`` means that there are no rules any more.
  private(set) var isHeadReadable = true

  /// Gathers the sides of every firewall file that changed, and of every script that includes one that changed; a
  /// file that is judged as part of such a script is not judged by itself.
  struct Gathering {
    private let change: ChangeSet
    private let reader: FirewallReader
    private var all: [FirewallSides] = []
    private var ufw: Set<UFWDirectory> = []
    private var parts = FirewallParts()

    init(_ change: ChangeSet, _ parser: any YAMLParser) {
      self.change = change
      reader = FirewallReader(change: change, parser: parser)
    }

    /// Takes one changed file.
    mutating func take(_ file: ChangedFile) throws(Failure) {
      if let directory = UFWDirectory.holding(file) {
        ufw.formUnion(directory)
      } else if let sides = try FirewallSides(file, reader) {
        all.append(sides)
      } else {
        parts.take(file)
      }
    }

    /// All sides, after the last file.
    mutating func finish() throws(Failure) -> [FirewallSides] {
      for directory in ufw.sorted() {
        let (base, head) = (try directory.file(in: change, .base), try directory.file(in: change, .head))
        if let path = (head ?? base)?.path { all.append(FirewallSides(path: path, base: base, head: head)) }
      }
      try finishParts()
      let fragments = Set(all.map(\.path).filter { FirewallFormat(path: $0) == .nftables })
      if fragments.isEmpty { return all }
      let changed = Set(change.files.map(\.path))
      for path in try scripts(around: fragments, in: change).subtracting(changed).sorted() {
        let script = FileChange(
          path: path, old: try change.base.version(at: path), new: try change.head.version(at: path))
        guard let sides = try FirewallSides(try change.read(script), reader) else { continue }
        if !sides.governed.isDisjoint(with: fragments) { all.append(sides) }
      }
      // One after the other, so that of scripts that include each other one is left.
      var holders: [RepositoryPath: Set<RepositoryPath>] = [:]
      for sides in all {
        for part in sides.governed where part != sides.path { holders[part, default: []].insert(sides.path) }
      }
      var gone: Set<RepositoryPath> = []
      for path in fragments.sorted() where !(holders[path] ?? []).isSubset(of: gone) { gone.insert(path) }
      all.removeAll { gone.contains($0.path) }
      return all
    }

    /// The filters that are left alone and name a changed file.
    private mutating func finishParts() throws(Failure) {
      let judged = Set(all.map(\.path))
      for path in try parts.holders(in: change).subtracting(judged).sorted() {
        let filter = FileChange(
          path: path, old: try change.base.version(at: path), new: try change.head.version(at: path))
        guard let sides = try FirewallSides(try change.read(filter), reader) else { continue }
        if !sides.governed.isDisjoint(with: parts.paths) { all.append(sides) }
      }
    }
  }

  /// The scripts in the directories of `fragments` and above, where those that include them stand.
  private static func scripts(
    around fragments: Set<RepositoryPath>, in change: ChangeSet
  ) throws(Failure) -> Set<RepositoryPath> {
    var directories: Set<RepositoryPath> = []
    for fragment in fragments {
      var directory = fragment.directory
      while directories.insert(directory).inserted { directory = directory.directory }
    }
    var scripts: Set<RepositoryPath> = []
    for directory in directories {
      for entry in try change.base.entries(in: directory) + change.head.entries(in: directory) {
        let path = directory.appending(entry.name)
        if entry.version.mode.isRegularFile, FirewallFormat(path: path) == .nftables { scripts.insert(path) }
      }
    }
    return scripts
  }

  /// Sides that were put together from several files.
  init(path: RepositoryPath, base: FirewallFile?, head: FirewallFile?) {
    self.path = path
    self.base = base
    self.head = head
  }

  /// `nil` when neither side is a firewall file.
  init?(_ file: ChangedFile, _ reader: FirewallReader) throws(Failure) {
    path = file.path
    base = try reader.file(file.base, at: path, on: .base)
    head = try reader.file(file.head, at: path, on: .head)
    guard base != nil || head != nil || FirewallFormat(path: path) != nil else { return nil }
    note(file.base, on: .base)
    note(file.head, on: .head)
  }

  var governed: Set<RepositoryPath> {
    Set([path] + (base?.included ?? []) + (head?.included ?? []))
  }

  private mutating func note(_ reading: FileReading, on side: Finding.Side) {
    switch reading {
    case .absent, .bytes: return
    case .oversized(let size): unreadable.append(FirewallFileFindings.oversized(path, side, size: size))
    case .notAFile(let mode):
      // A link or a submodule that gives way to a file is judged by that file.
      if side == .base { return }
      let reason = mode.isSymbolicLink ? "a symbolic link in place of rules" : "a submodule in place of rules"
      unreadable.append(FirewallFileFindings.unparsed(at: Finding.Location(path, side: side), reason))
    }
    if side == .head { isHeadReadable = false }
  }
}
