import Findings
import HCL

/// Ranges that are those of a network of the cloud, whatever they are: never the whole Internet.
///
/// Amazon makes networks of at most a /16 (docs.aws.amazon.com, "VPC CIDR blocks"), and the attribute gives back the range of
/// the network that is there.
enum OwnNetworks {
  /// Whether a text is a reference to the range of one.
  static func isRange(_ text: String, in view: ModuleView) -> Bool {
    let names = text.split(separator: ".", omittingEmptySubsequences: false).map(withoutIndex)
    switch names.count {
    case 3 where names[0] == "module":
      guard modules[names[2]] != nil, let call = view.moduleCalls[names[1]],
        let source = call.attribute("source")?.expression.literalString
      else { return false }
      return ModuleSource.place(source) == modules[names[2]]
    case 3: return types.contains(names[0]) && ranges.contains(names[2])
    case 4: return names[0] == "data" && types.contains(names[1]) && ranges.contains(names[3])
    default: return false
    }
  }

  private static let types: Set<String> = ["aws_vpc", "aws_default_vpc", "aws_subnet", "aws_default_subnet"]
  private static let ranges: Set<String> = ["cidr_block", "ipv6_cidr_block"]

  /// Outputs of public modules that are such a range, with the place of the module.
  private static let modules = ["vpc_cidr_block": "github.com/terraform-aws-modules/terraform-aws-vpc"]

  /// `this[0]` as `this`.
  private static func withoutIndex(_ name: Substring) -> String {
    guard name.hasSuffix("]"), let open = name.firstIndex(of: "["),
      name[open...].dropFirst().dropLast().allSatisfy({
        $0.isASCII && ($0.isLetter || $0.isNumber || "\"_-".contains($0))
      })
    else { return String(name) }
    return String(name[..<open])
  }
}
