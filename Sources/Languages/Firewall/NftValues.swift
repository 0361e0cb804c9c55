import Exposure

/// Values of a selector or a concatenation of selectors, turned into packets.
struct NftValues {
  /// A packet set and connection states: what one value, or a set of them, matches.
  struct Match {
    var traffic: TrafficSet
    var states = ConnectionStates.all
  }

  let selectors: [NftSelector]

  /// What any of the elements matches; `nil` when one of them cannot be read.
  func match(_ elements: [[NftToken]]) -> Match? {
    if selectors == [.state] { return states(elements) }
    guard selectors.count > 1 || !isSimple else { return gathered(elements) }
    var boxes: [TrafficBox] = []
    for element in elements {
      guard let box = box(element) else { return nil }
      boxes.append(box)
    }
    return Match(traffic: TrafficSet(boxes))
  }

  private func states(_ elements: [[NftToken]]) -> Match? {
    var states: ConnectionStates = []
    for element in elements {
      guard let word = element.first, element.count == 1, let state = ServiceText.state(word.text) else {
        return nil
      }
      states.insert(state)
    }
    return Match(traffic: .all, states: states)
  }

  private var isSimple: Bool {
    switch selectors.first {
    case .source, .destination, .sourcePort, .destinationPort: true
    default: false
    }
  }

  /// Values of one coordinate gathered into one box: a blocklist has tens of thousands of them.
  private func gathered(_ elements: [[NftToken]]) -> Match? {
    var boxes: [TrafficBox] = []
    boxes.reserveCapacity(elements.count)
    for element in elements {
      guard let box = box(element) else { return nil }
      boxes.append(box)
    }
    guard var whole = boxes.first else { return Match(traffic: .none) }
    whole.sources = AddressSet(boxes.flatMap(\.sources.ranges))
    whole.destinations = AddressSet(boxes.flatMap(\.destinations.ranges))
    whole.sourcePorts = PortSet.union(of: boxes.map(\.sourcePorts))
    whole.destinationPorts = PortSet.union(of: boxes.map(\.destinationPorts))
    return Match(traffic: TrafficSet(whole))
  }

  private func box(_ element: [NftToken]) -> TrafficBox? {
    let parts = element.split(omittingEmptySubsequences: false) { $0.isWord(".") }
    guard parts.count == selectors.count else { return nil }
    var box = TrafficBox()
    for (selector, part) in zip(selectors, parts) {
      // `1024 - 2048` may be written with blanks.
      guard selector.restrict(&box, to: part.map(\.text).joined()) else { return nil }
    }
    return box
  }

  /// The packets that have everything that is looked at.
  var implied: TrafficSet {
    selectors.reduce(.all) { $0.intersection($1.implied) }
  }
}
