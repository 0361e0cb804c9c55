import Findings
import Firewall
import Repositories
import YAML

// What a change says of files that it leaves alone.
extension DeclaredSides {
  /// Directories and files that one file brings, and files of a directory that are looked at for it.
  private static let relatedLimit = 200

  /// Files that read the changed one: compose files beside `.env`, the tasks of a role whose variables changed.
  mutating func takeDependents(of file: ChangedFile) throws(Failure) {
    let path = file.path
    let directory: RepositoryPath
    if path.isNamed(".env") {
      directory = path.directory
    } else if RoleVariables.isPart(path) {
      directory = path.directory.directory.appending("tasks")
    } else {
      return try takeScripts(reading: path)
    }
    for entry in try change.head.entries(in: directory).prefix(Self.relatedLimit) where entry.version.mode.isRegularFile
    {
      let reading = directory.appending(entry.name)
      guard !path.isNamed(".env") || DeclaredReader.isNamedCompose(reading), !changed.contains(reading),
        DeclaredReader.isCandidate(reading)
      else { continue }
      let old = try read(try change.read(try change.base.version(at: reading), on: .base), at: reading, .base)
      let new = try read(try change.read(entry.version, on: .head), at: reading, .head)
      take(old, new, at: reading, because: path)
    }
  }

  /// Endings of files that scripts read with `.`: others that are no scripts have none.
  private static let sourced = [".sh", ".bash", ".env", ".conf", ".cfg", ".inc", ".vars", ".config", ".rc"]

  /// Directories beside that of a library that scripts are kept in.
  private static let scriptDirectories = ["bin", "sbin", "script", "scripts", "firewall", "tools"]

  /// Whether scripts may read a file of that name.
  static func maySource(_ path: RepositoryPath) -> Bool {
    sourced.contains(where: path.hasSuffix) || !path.name.contains(UInt8(ascii: "."))
  }

  /// Scripts beside a file, above it, or in a directory for scripts beside its own, that read it with `.`: their variables or
  /// functions may be those of the file.
  private mutating func takeScripts(reading path: RepositoryPath) throws(Failure) {
    guard Self.maySource(path) else { return }
    let name = String(decoding: path.name, as: UTF8.self)
    let above = path.directory.directory
    let beside = Self.scriptDirectories.map { above.appending(Array($0.utf8)) }
    for directory in Set([path.directory, above] + beside).sorted() {
      for script in try scripts(in: directory) where !changed.contains(script.path) && !related.contains(script.path) {
        guard script.bytes.mentions(name) else { continue }
        let before = try change.read(try change.base.version(at: script.path), on: .base)
        let old = try read(before, at: script.path, .base)
        let new = try read(.bytes(script.bytes), at: script.path, .head)
        guard causes[script.path]?.contains(path) == true else { continue }
        take(old, new, at: script.path, because: path)
      }
    }
  }

  /// The scripts of a directory that read other files and bear on a filter; looked for once.
  private mutating func scripts(
    in directory: RepositoryPath
  ) throws(Failure) -> [(path: RepositoryPath, bytes: [UInt8])] {
    if let known = sourcing[directory] { return known }
    var found: [(path: RepositoryPath, bytes: [UInt8])] = []
    for entry in try change.head.entries(in: directory).prefix(Self.relatedLimit) where entry.version.mode.isRegularFile
    {
      let path = directory.appending(entry.name)
      let isNamed = path.hasSuffix("sh") || !path.name.contains(UInt8(ascii: "."))
      guard isNamed, let bytes = try change.read(entry.version, on: .head).bytes,
        DeclaredReader.isScript(bytes, at: path), bytes.mentions("source ") || bytes.mentions(". "),
        DeclaredReader.programs.isMentioned(in: bytes)
      else { continue }
      found.append((path, bytes))
    }
    sourcing[directory] = found
    return found
  }

  /// Both sides of a file that is not changed itself.
  private mutating func take(
    _ old: DeclaredReader.Reading?, _ new: DeclaredReader.Reading?, at path: RepositoryPath,
    because cause: RepositoryPath
  ) {
    guard old?.declared.isEmpty == false || new?.declared.isEmpty == false else { return }
    related.insert(path)
    governed.formUnion([path, cause])
    causes[path, default: []].insert(cause)
    add(old?.declared, at: path, .base)
    add(new?.declared, at: path, .head)
  }

  /// What a kustomization no longer applies, or applies from now on, though the file stays as it is.
  mutating func takeApplied(
    _ old: Kustomization?, _ new: Kustomization?, by path: RepositoryPath
  ) throws(Failure) {
    guard old != nil || new != nil else { return }
    governed.insert(path)
    let (before, after) = (old?.resources ?? [], new?.resources ?? [])
    // With the file itself, all that it applied comes or goes; where only it does, the files may be applied without it.
    guard old != nil, new != nil else { return }
    for (names, side) in [(before.subtracting(after), Finding.Side.base), (after.subtracting(before), .head)] {
      for name in names.sorted().prefix(Self.relatedLimit) {
        guard let target = path.directory.resolving(name), !changed.contains(target) else { continue }
        try take(applied: target, on: side, because: path, depth: 0)
      }
    }
  }

  private mutating func take(
    applied target: RepositoryPath, on side: Finding.Side, because cause: RepositoryPath, depth: Int
  ) throws(Failure) {
    guard depth < 4 else { return }
    let tree = side == .base ? change.base : change.head
    guard let version = try tree.version(at: target) else { return }
    guard version.mode.isRegularFile else {
      for name in Kustomization.names {
        let file = target.appending(name)
        guard let reading = try read(try change.read(try tree.version(at: file), on: side), at: file, side) else {
          continue
        }
        for name in (reading.kustomization?.resources ?? []).sorted().prefix(Self.relatedLimit) {
          guard let next = target.resolving(name), !changed.contains(next) else { continue }
          try take(applied: next, on: side, because: cause, depth: depth + 1)
        }
      }
      return
    }
    let reading = try read(try change.read(version, on: side), at: target, side)
    take(side == .base ? reading : nil, side == .head ? reading : nil, at: target, because: cause)
  }

  /// Templates in the directory of a file of parameters and the one above, with the values on both sides.
  mutating func takeTemplates(
    _ old: TemplateSettings?, _ new: TemplateSettings?, of path: RepositoryPath
  ) throws(Failure) {
    guard old != nil || new != nil, old != new else { return }
    var directories = [path.directory]
    if path.directory != .root { directories.append(path.directory.directory) }
    for directory in directories {
      for entry in try change.head.entries(in: directory).prefix(Self.relatedLimit)
      where entry.version.mode.isRegularFile {
        let template = directory.appending(entry.name)
        guard template != path, DeclaredReader.isCandidate(template) else { continue }
        // The place of the values tells what they open from what the defaults open.
        try take(template, on: .base, with: old, for: path)
        try take(template, on: .head, with: new, for: path)
      }
    }
  }

  private mutating func take(
    _ template: RepositoryPath, on side: Finding.Side, with settings: TemplateSettings?, for path: RepositoryPath
  ) throws(Failure) {
    guard let settings else { return }
    let tree = side == .base ? change.base : change.head
    let reading = try change.read(try tree.version(at: template), on: side)
    guard let bytes = reading.bytes, reader.asks(bytes, at: template, for: settings),
      let declared = try read(reading, at: template, side, settings: settings.values)?.declared
    else { return }
    governed.formUnion([template, path])
    causes[template, default: []].insert(path)
    for group in declared.groups where group.key.subject == .cloudFirewall {
      let key = ReachGroup.Key(.cloudFirewall, group.key.way, "\(group.key.name) with \(path.display)")
      var named = ReachGroup(key, group.list, bases: group.bases, origin: group.origin)
      named.guards = group.guards
      groups.set(named.labelled(template.display), at: GroupSides.Place(scope: path, key: key), side)
    }
  }
}
