import Findings
import Glibc
import Repositories

/// A directory for the objects that predicting a merge makes, so that nothing is written into the repository.
///
/// Made when it is first needed, removed with this object.
final class ScratchObjects {
  private let parent: String
  private let inherited: String
  private(set) var directory: String?

  /// - Parameters:
  ///   - parent: where the directory is made.
  ///   - alternates: `GIT_ALTERNATE_OBJECT_DIRECTORIES` as it is set, which must hold on.
  init(parent: String, alternates: String?) {
    self.parent = parent
    inherited = alternates ?? ""
  }

  deinit {
    if let directory { removeTree(directory) }
  }

  /// The variables that make git write new objects here and read the old ones where they are.
  func variables(_ facts: RepositoryFacts) throws(Failure) -> [String: String] {
    if directory == nil { directory = try makeDirectory(in: parent) }
    return readVariables(facts)
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
