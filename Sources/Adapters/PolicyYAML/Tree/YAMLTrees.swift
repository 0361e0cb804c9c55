import Findings
public import YAML

/// Reads streams of YAML documents as other tools write them (Kubernetes manifests, compose files,
/// CloudFormation), through libyaml's events: several documents, anchors, merge keys and tags.
///
/// What tools read differently ends the reading with a problem: a duplicate key, a key that is no single value, an
/// alias of an anchor that is still open.
public struct YAMLTrees: YAMLParser {
  public init() {}

  public func parse(_ bytes: [UInt8], isTemplate: Bool) -> YAMLStream {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    guard String(validating: text, as: UTF8.self) != nil else {
      return YAMLStream(documents: [], problem: .init(line: 1, message: "the file is not UTF-8"))
    }
    var builder = YAMLTreeBuilder(isTemplate: isTemplate)
    do throws(Failure) {
      var events = try YAMLEvents(text, YAMLFile(name: ""))
      do throws(Failure) {
        while builder.problem == nil, let event = try events.next() { builder.take(event) }
      } catch {
        let line = events.problem?.position.line ?? 1
        return builder.stream(.init(line: line, message: events.problem?.message ?? error.message))
      }
    } catch {
      return YAMLStream(documents: [], problem: .init(line: 1, message: error.message))
    }
    return builder.stream(nil)
  }
}
