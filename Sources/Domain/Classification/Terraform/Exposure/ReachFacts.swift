import Exposure
import Findings

/// Facts about what is opened, in names of our own.
enum ReachFacts {
  /// The name of the fact that lists services.
  static let services = "services"

  /// More services than these are counted and not named.
  private static let named = 4

  /// The usual services behind the ports of `traffic`, by our table of them; none where none is among them.
  static func services(_ traffic: TrafficSet) -> [Finding.Fact] {
    let met = (ServicePort.admin + ServicePort.data).filter { !$0.traffic.isDisjoint(with: traffic) }
    guard !met.isEmpty else { return [] }
    var names: [String] = []
    for port in met where !names.contains(port.service) { names.append(port.service) }
    let more = names.count > named ? " and \(names.count - named) more" : ""
    return [Finding.Fact(services, names.prefix(named).joined(separator: ", ") + more)]
  }
}
