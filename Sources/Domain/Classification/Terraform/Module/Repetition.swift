import Findings
import HCL

/// How many instances of a resource or module there are, and what they are called.
struct Repetition: Equatable {
  enum Mode: Hashable, Sendable {
    /// Neither `count` nor `for_each`: one instance without a key.
    case single
    case count
    case forEach
    /// OpenTofu's `enabled`.
    case enabled
  }

  let mode: Mode

  /// The keys of the instances; `nil` when they are not known.
  let keys: Set<String>?

  let confidence: Finding.Confidence

  /// What says so, `nil` for a single instance.
  let argument: Argument?

  /// What is written. Made for a finding only: of a large collection it costs more than all else here.
  var shown: String? { argument?.shown?.shown }

  static func == (left: Repetition, right: Repetition) -> Bool {
    guard left.mode == right.mode, left.keys == right.keys, left.confidence == right.confidence else { return false }
    if let value = left.argument?.value, value.isKnown, value == right.argument?.value { return true }
    return left.shown == right.shown
  }
}

extension ConfigurationBlock {
  /// Whether there may be several instances.
  var isRepeated: Bool { attributes["count"] != nil || attributes["for_each"] != nil }
}

/// How the blocks of a view are repeated, each found out once: nearly every rule asks.
final class Repetitions {
  private var known: [Place: Repetition] = [:]

  private struct Place: Hashable {
    let path: RepositoryPath
    let start: Int
  }

  func of(_ block: ConfigurationBlock, _ compute: () -> Repetition) -> Repetition {
    // One instance of a block, or a block of another module, is not the only one of its place.
    guard block.isRepeated, block.bindings.isEmpty, block.home == nil else { return compute() }
    let place = Place(path: block.origin.path, start: block.range.start)
    if let repetition = known[place] { return repetition }
    let repetition = compute()
    known[place] = repetition
    return repetition
  }
}

extension ModuleView {
  func repetition(of block: ConfigurationBlock) -> Repetition {
    repetitions.of(block) { scope.repetition(of: block) }
  }

  /// The block as its instance of that key; itself where it has but one.
  func instance(_ key: String, of block: ConfigurationBlock) -> ConfigurationBlock {
    scope.instance(key, of: block, block.isRepeated ? repetition(of: block) : nil)
  }

  /// The instances of a block one by one where they differ and are known; else the block as it is.
  func boundInstances(of block: ConfigurationBlock) -> [ConfigurationBlock] {
    guard block.isRepeated, block.refersToInstance, let keys = repetition(of: block).keys, !keys.isEmpty,
      keys.count <= TerraformLimits.instances
    else { return [block] }
    return keys.sorted().map { instance($0, of: block) }
  }

  /// The number of instances of a block; `nil` when it is not known.
  func instances(of block: ConfigurationBlock) -> Int? { repetition(of: block).keys?.count }
}

extension StaticScope {
  func repetition(of block: ConfigurationBlock) -> Repetition {
    if block.attribute("count") != nil {
      let count = argument("count", of: block)
      let number = count.value?.numeric?.integer
      // More instances than anyone lists; their keys are not worth a set.
      let keys = number.flatMap { (0...10_000).contains($0) ? Set((0..<$0).map { "\($0)" }) : nil }
      return Repetition(mode: .count, keys: keys, confidence: Argument.confidence(count), argument: count)
    }
    if block.attribute("for_each") != nil {
      let collection = argument("for_each", of: block)
      var keys = collection.value?.members.map { Set($0.keys) }
      if let elements = collection.value?.elements {
        let names = elements.compactMap(\.string)
        keys = names.count == elements.count ? Set(names) : nil
      }
      let confidence: Finding.Confidence =
        keys == nil ? .symbolic : collection.isLiteral ? .literal : .resolved
      return Repetition(mode: .forEach, keys: keys, confidence: confidence, argument: collection)
    }
    let enabled =
      block.children(ofType: "lifecycle").first.map { argument("enabled", of: $0) } ?? .absent("enabled")
    guard !enabled.isAbsent else {
      return Repetition(mode: .single, keys: [""], confidence: .literal, argument: nil)
    }
    let keys = enabled.value?.boolean.map { $0 ? Set([""]) : [] }
    return Repetition(
      mode: .enabled, keys: keys, confidence: Argument.confidence(enabled), argument: enabled)
  }

  func instance(_ key: String, of block: ConfigurationBlock, _ repetition: Repetition?) -> ConfigurationBlock {
    if block.attribute("count") != nil {
      return block.bound(["count": .object(["index": StaticNumber(key).map(StaticValue.number) ?? .unknown])])
    }
    guard block.attribute("for_each") != nil else { return block }
    let element = repetition?.argument?.value?.members.map { $0[key] ?? .unknown } ?? .string(key)
    return block.bound(["each": .object(["key": .string(key), "value": element])])
  }
}
