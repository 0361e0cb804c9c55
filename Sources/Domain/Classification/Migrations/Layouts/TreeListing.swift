import Findings
import Repositories
import SQL

/// The directories of one tree, each listed once however many migrations stand in it.
final class TreeListing {
  let tree: any TreeSnapshot
  private var listings: [RepositoryPath: [TreeEntry]] = [:]
  /// What tools' own files say of the database.
  var dialects: [RepositoryPath: Dialect?] = [:]
  private var pairedScripts: [RepositoryPath: PairedScripts] = [:]

  init(_ tree: any TreeSnapshot) { self.tree = tree }

  /// The entries of `directory` in byte order of their names.
  func entries(in directory: RepositoryPath) throws(Failure) -> [TreeEntry] {
    if let known = listings[directory] { return known }
    let entries = try tree.entries(in: directory)
    listings[directory] = entries
    return entries
  }

  /// What the names in `directory` say about scripts that come in pairs.
  func pairedScripts(in directory: RepositoryPath) throws(Failure) -> PairedScripts {
    if let known = pairedScripts[directory] { return known }
    let scripts = PairedScripts(try entries(in: directory).map(\.name))
    pairedScripts[directory] = scripts
    return scripts
  }

  /// Whether `directory` holds something called `name`.
  func holds(_ name: String, in directory: RepositoryPath) throws(Failure) -> Bool {
    let wanted = Array(name.utf8)
    let entries = try entries(in: directory)
    // The entries are in byte order, so a binary search keeps thousands of files in one folder cheap.
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].name.lexicographicallyPrecedes(wanted) { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].name == wanted
  }
}
