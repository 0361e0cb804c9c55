import Findings
import Glibc
import Repositories

/// A repository of the moment for the objects that predicting a merge makes: nothing is written into the real one, and
/// nothing of its own settings bears on the merge.
///
/// The server that merges knows neither this clone's `info/attributes` nor its merge drivers, which could keep one side and
/// drop the other. Made when it is first needed, removed with this object.
final class ScratchObjects {
  private let parent: String
  private let inherited: String
  private var root: String?

  /// The directory of the objects.
  var directory: String? { root.map { $0 + "/objects" } }

  /// - Parameters:
  ///   - parent: where the directory is made.
  ///   - alternates: `GIT_ALTERNATE_OBJECT_DIRECTORIES` as it is set, which must hold on.
  init(parent: String, alternates: String?) {
    self.parent = parent
    inherited = alternates ?? ""
  }

  deinit {
    if let root { removeTree(root) }
  }

  /// The variables that make git write new objects here and read the old ones where they are.
  func variables(_ facts: RepositoryFacts) throws(Failure) -> [String: String] {
    if root == nil {
      let made = try makeDirectory(in: parent)
      root = made
      try makeRepository(at: made, facts.objectFormat)
    }
    return readVariables(facts)
  }

  /// The variables to work in this repository instead of the real one.
  func repositoryVariables(_ facts: RepositoryFacts) throws(Failure) -> [String: String] {
    var variables = try variables(facts)
    variables["GIT_DIR"] = root
    for file in ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"] { variables[file] = "/dev/null" }
    variables["GIT_ATTR_NOSYSTEM"] = "1"
    if facts.isShallow { variables["GIT_SHALLOW_FILE"] = facts.commonDirectory + "/shallow" }
    return variables
  }

  /// The variables to read what was written; none before anything was.
  func readVariables(_ facts: RepositoryFacts) -> [String: String] {
    guard let directory else { return [:] }
    let alternates = [Self.quoted(facts.objectDirectory)] + (inherited.isEmpty ? [] : [inherited])
    return [
      "GIT_OBJECT_DIRECTORY": directory, "GIT_ALTERNATE_OBJECT_DIRECTORIES": alternates.joined(separator: ":"),
    ]
  }

  /// A path for a list that colons separate; quoted as git unquotes it, since the path may hold one.
  private static func quoted(_ path: String) -> String {
    var text = "\""
    for character in path.unicodeScalars {
      if character == "\"" || character == "\\" { text += "\\" }
      text.unicodeScalars.append(character)
    }
    return text + "\""
  }
}

/// The least that git takes for a repository: bare, so that no work tree's attributes count.
private func makeRepository(at root: String, _ format: ObjectFormat) throws(Failure) {
  let version = format == .sha1 ? "0" : "1\n[extensions]\n\tobjectFormat = \(format.rawValue)"
  let settings = "[core]\n\tbare = true\n\tattributesFile = /dev/null\n\trepositoryFormatVersion = \(version)\n"
  var isMade = true
  for folder in ["objects", "refs"] { isMade = unsafe mkdir(root + "/" + folder, 0o700) == 0 && isMade }
  for (name, text) in [("HEAD", "ref: refs/heads/none\n"), ("config", settings)] {
    isMade = write(text, to: root + "/" + name) && isMade
  }
  guard isMade else { throw Failure(.storage, "\(DisplayText.escaping(root)) cannot be written to") }
}

private func write(_ text: String, to path: String) -> Bool {
  let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
  guard descriptor >= 0 else { return false }
  defer { close(descriptor) }
  let bytes = Array(text.utf8)
  return unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) } == bytes.count
}

private func makeDirectory(in parent: String) throws(Failure) -> String {
  var template = Array("\(parent)/gatehouse-objects-XXXXXX".utf8CString)
  let made = unsafe template.withUnsafeMutableBufferPointer { buffer -> String? in
    guard let base = buffer.baseAddress, let path = unsafe mkdtemp(base) else { return nil }
    return unsafe String(cString: path)
  }
  guard let made else {
    throw Failure(
      .storage, "no temporary directory could be made in \(parent)",
      hint: "set TMPDIR to a directory that you can write to")
  }
  return made
}

/// Removes a directory that this process made: loose objects two levels deep, never through a symbolic link.
private func removeTree(_ path: String) {
  guard let stream = unsafe opendir(path) else { return }
  while let entry = unsafe readdir(stream) {
    let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
      unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
    }
    guard name != ".", name != ".." else { continue }
    let child = path + "/" + name
    if unsafe unlink(child) != 0 { removeTree(child) }
  }
  unsafe closedir(stream)
  unsafe rmdir(path)
}
