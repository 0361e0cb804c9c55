import Findings
import HCL

/// What one resource of a module grants on the one side and not on the other.
struct AccessDifference {
  enum Sort: Hashable, Sendable {
    case grant(AccessGrant.Level)
    /// More by name for an identity that may give itself everything, before and after.
    case extended
    /// Somebody from elsewhere is let in by name, or under fewer conditions.
    case trust
    /// One identity, by its full name, is let pull container images, and nothing else.
    case images
    /// Whom the policy let in by name, it lets in by a condition on the name.
    case respelled
    /// A refusal.
    case deny
    /// A bound on what others may grant.
    case boundary
    /// A policy that was known is not any more.
    case unresolved

    /// Whether somebody is let in by name.
    var isTrust: Bool { self == .trust || self == .images }
  }

  let sort: Sort
  /// Whether it is there in the head only; else it was there in the base only.
  let isNew: Bool
  let resource: ResourceChange
  /// The argument that holds the policy on the side on which it is.
  let argument: Argument
  /// One sentence for each thing granted, in order.
  let texts: [String]
  /// Where the same was granted to the same holder before, or is refused from now on, where all of it is.
  var counterpart: String?
}

/// Compares who may do what on both sides of a module.
struct AccessComparison {
  private(set) var differences: [AccessDifference] = []
  /// Looked up only where a policy is compared.
  private let ownAccount: OwnAccount?
  /// Whether some identity of the module is held within a boundary: who may manage identities need not be able to do all then.
  private let isBounded: Bool

  init(_ change: ModuleChange) {
    guard
      change.instances.contains(where: {
        PolicyHolder.isHolder($0.type) || RoleGrants.isSource($0.type) || $0.type.hasPrefix("aws_iam_")
      })
    else {
      ownAccount = nil
      isBounded = false
      return
    }
    ownAccount = OwnAccount(change)
    isBounded = change.head.resources.values.contains { $0.attribute("permissions_boundary") != nil }
    for resource in change.instances {
      if resource.fate == .relocated || resource.fate == .forgotten || resource.fate == .perhapsForgotten { continue }
      comparePolicies(of: resource, change)
      compareBoundary(of: resource, change)
    }
    compareRoles(change)
  }

  // MARK: Policies

  private mutating func comparePolicies(of resource: ResourceChange, _ change: ModuleChange) {
    for holder in PolicyHolder.holders(of: resource.type) {
      var resource = resource
      // The two halves of a rename are one resource with another name.
      if case .renamed = resource.fate { continue }
      if case .renamedFrom(let old) = resource.fate {
        resource = ResourceChange(
          address: resource.address, fate: .kept, before: change.base.resources[old], after: resource.after)
      }
      let old = resource.before.map { change.base.arguments(at: holder.path, of: $0) } ?? []
      let new = resource.after.map { change.head.arguments(at: holder.path, of: $0) } ?? []
      let before = SidePolicy(
        old, of: resource.type, isLive: resource.before.map { change.base.instances(of: $0) != 0 } ?? false)
      let after = SidePolicy(
        new, of: resource.type,
        isLive: resource.after.map { after in
          change.head.instances(of: after) != 0 || resource.before.map { change.mayStay($0, after) } ?? false
        } ?? false)
      // A policy that is new says nothing until it is known; one that was not known before is no change.
      let wasKnown = before.isReadable && (before.holdsPolicy || resource.before == nil)
      if wasKnown, !after.isReadable, after.isLive, let argument = after.argument, !argument.isAbsent {
        differences.append(
          AccessDifference(sort: .unresolved, isNew: true, resource: resource, argument: argument, texts: []))
        continue
      }
      // What stands in the head is new unless the base is known to have had it; nothing is gone that may be in what
      // cannot be read.
      // A policy that goes with its resource refuses nothing any more that could be asked for.
      let isBinding = resource.fate == .kept || holder.sort == .boundary || leavesItsSubject(resource, change)
      let ancestors = before.holdsPolicy ? [] : others(binding: resource, as: holder, on: .base, change)
      let known = differences.count
      compare([before] + ancestors, after, holder.sort, resource, isNew: true)
      defer { dropTrust(since: known, resource, change) }
      if isBinding { noteRefusals(of: after, beyond: [before] + ancestors, resource, isNew: true) }
      guard after.isReadable || !after.isLive else { continue }
      let heirs = after.holdsPolicy ? [] : others(binding: resource, as: holder, on: .head, change)
      compare([after] + heirs, before, holder.sort, resource, isNew: false)
      if isBinding { noteRefusals(of: before, beyond: [after] + heirs, resource, isNew: false) }
    }
  }

  /// Notes what `there` allows, or lets in, beyond what any of `here` does.
  private mutating func compare(
    _ here: [SidePolicy], _ there: SidePolicy, _ sort: PolicyHolder.Sort, _ resource: ResourceChange, isNew: Bool
  ) {
    guard let argument = there.argument ?? here.lazy.compactMap(\.argument).first else { return }
    // Whether the other side covers it is asked last: that costs most.
    let allowed = there.atoms(allowing: true).filter { atom in
      (sort.grant(of: atom) != nil || sort.isTrust(atom)) && !here.contains { $0.allows(atom) }
        && !Self.isHeld(atom, sort, by: here)
    }
    let isExtension =
      isNew && sort == .identity && !isBounded && there.administers && here.first?.administers == true
    for level in AccessGrant.Level.allCases {
      let texts = allowed.compactMap { sort.grant(of: $0) }.filter { $0.level == level }.map(\.text)
      add(isExtension && level != .admin ? .extended : .grant(level), texts, isNew, resource, argument)
    }
    if let own = here.first, own.isReadable, own.isLive {
      let named = allowed.filter { sort.isTrust($0) && ownAccount?.holds($0.principal, resource, sort) != true }
      let trusted = named.filter { atom in !here.contains { $0.allowsRespelled(atom) } }
      if isNew {
        let respelled = named.filter { atom in
          atom.principal == "AWS:*" && here.contains { $0.allowsRespelled(atom) }
        }
        let texts = respelled.map {
          "let in \(PrincipalText.shown($0.principal))\(PrincipalText.shown($0.conditions))"
        }
        add(.respelled, texts, isNew, resource, argument)
      }
      let isRegistry = resource.type == "aws_ecr_repository_policy"
      func texts(pulling: Bool) -> Set<String> {
        Set(
          trusted.filter { (isRegistry && $0.isPullByOneIdentity) == pulling }.map {
            "let in \(PrincipalText.shown($0.principal))\(PrincipalText.shown($0.conditions))"
          })
      }
      let more = texts(pulling: false)
      add(.trust, Array(more), isNew, resource, argument)
      // Who may do more is told once.
      add(.images, Array(texts(pulling: true).subtracting(more)), isNew, resource, argument)
    }
  }

  /// Whether all that is dangerous in a pattern of actions was allowed before: a wider pattern may only add what reads.
  private static func isHeld(_ atom: PolicyAtom, _ sort: PolicyHolder.Sort, by here: [SidePolicy]) -> Bool {
    sort.grant(of: atom)?.level == .escalation
      && DangerousActions.escalations(in: atom).allSatisfy { action in here.contains { $0.allows(action) } }
  }

  /// Notes what `there` refuses and none of `here` does.
  private mutating func noteRefusals(
    of there: SidePolicy, beyond here: [SidePolicy], _ resource: ResourceChange, isNew: Bool
  ) {
    guard let argument = there.argument ?? here.lazy.compactMap(\.argument).first else { return }
    let refused = there.atoms(allowing: false).filter { atom in !here.contains { $0.denies(atom) } }
    let texts = refused.map { "deny \($0.action) on \($0.resource)\(PrincipalText.shown($0.conditions))" }
    add(.deny, texts, isNew, resource, argument)
  }

  /// Leaves out what is told of trust where the policy still says what it said.
  private mutating func dropTrust(since known: Int, _ resource: ResourceChange, _ change: ModuleChange) {
    guard differences[known...].contains(where: { $0.sort.isTrust }), onlyLosesDefaults(resource, change) else {
      return
    }
    differences = differences.prefix(known) + differences[known...].filter { !$0.sort.isTrust }
  }

  /// Whether the policy says what it said, and only variables in it are left to whoever runs Terraform: what they had by
  /// default they may have still.
  private func onlyLosesDefaults(_ resource: ResourceChange, _ change: ModuleChange) -> Bool {
    guard resource.fate == .kept, let before = resource.before, let after = resource.after, before.isEqual(to: after)
    else { return false }
    let lost = change.base.variables.filter { name, block in
      block.attribute("default") != nil && change.head.variables[name].map { $0.attribute("default") == nil } ?? false
        && change.head.scope.variables[name] == .unknown
    }
    guard !lost.isEmpty else { return false }
    var scopes = ScopeComparison(change.base.scope, change.head.scope, except: Set(lost.keys))
    return scopes.meanSame(after)
  }

  /// Whether a policy goes, and whom it bound stays: a role without the policy that refused, a bucket without its own.
  private func leavesItsSubject(_ resource: ResourceChange, _ change: ModuleChange) -> Bool {
    guard resource.fate == .removed, let before = resource.before, let path = PolicyHolder.subject(of: resource.type)
    else { return false }
    let references = change.base.argument(path, of: before).source?.expression.variables ?? []
    return !references.contains { change.isGone($0, change.base.scope) }
  }

  /// The policies of one side that bind what `resource` binds on the other side only: of another resource of its type, of
  /// the bucket, key or queue itself, or of a resource that now says it for the bucket, key or queue. What was allowed or
  /// refused may stand there.
  private func others(
    binding resource: ResourceChange, as holder: PolicyHolder, on side: Finding.Side, _ change: ModuleChange
  ) -> [SidePolicy] {
    let (here, there) = side == .base ? (change.head, change.base) : (change.base, change.head)
    let own = side == .base ? resource.after : resource.before
    guard let own, holder.sort != .boundary else { return [] }
    let subject = PolicyHolder.subject(of: resource.type).map { here.argument($0, of: own) }
    let owners = Set(subject?.source?.expression.variables.compactMap(\.resource) ?? [])
    return change.instances.flatMap { other -> [SidePolicy] in
      guard let block = side == .base ? other.before : other.after, other.address != resource.address else { return [] }
      let path = PolicyHolder.subject(of: other.type)
      let bound = path.map { there.argument($0, of: block) }
      let isHeir: Bool
      if let subject, let bound {
        isHeir =
          other.type == resource.type
          && (side == .base ? change.isSame(bound, subject) : change.isSame(subject, bound))
      } else if subject != nil {
        isHeir = owners.contains(other.address)
      } else {
        isHeir = bound?.source?.expression.variables.contains { $0.resource == resource.address } ?? false
      }
      guard isHeir else { return [] }
      return PolicyHolder.holders(of: other.type).filter { $0.sort == holder.sort }.map { holder in
        SidePolicy(there.arguments(at: holder.path, of: block), of: other.type, isLive: there.instances(of: block) != 0)
      }
    }
  }

  private mutating func add(
    _ sort: AccessDifference.Sort, _ texts: [String], _ isNew: Bool, _ resource: ResourceChange, _ argument: Argument
  ) {
    guard !texts.isEmpty else { return }
    differences.append(
      AccessDifference(
        sort: sort, isNew: isNew, resource: resource, argument: argument, texts: Set(texts).sorted()))
  }

  // MARK: Boundaries

  private mutating func compareBoundary(of resource: ResourceChange, _ change: ModuleChange) {
    guard ["aws_iam_role", "aws_iam_user"].contains(resource.type), resource.fate == .kept,
      let before = resource.before, let after = resource.after
    else { return }
    let old = change.base.argument("permissions_boundary", of: before)
    let new = change.head.argument("permissions_boundary", of: after)
    guard old.isAbsent != new.isAbsent, old.isKnown || new.isAbsent else { return }
    differences.append(
      AccessDifference(
        sort: .boundary, isNew: old.isAbsent, resource: resource, argument: old.isAbsent ? new : old,
        texts: ["permissions boundary"]))
  }

  // MARK: Roles

  /// Roles are compared over the whole module: an attachment that was renamed or split grants what it did.
  private mutating func compareRoles(_ change: ModuleChange) {
    let sources = change.instances.filter { RoleGrants.isSource($0.type) }
    var before: Set<AccessGrant> = []
    var after: Set<AccessGrant> = []
    for resource in sources {
      before.formUnion(Self.grants(of: resource.before, in: change.base))
      after.formUnion(Self.grants(of: resource.after, in: change.head))
    }
    for resource in sources {
      addRoles(Self.grants(of: resource.after, in: change.head).filter { !before.contains($0) }, resource, isNew: true)
      addRoles(Self.grants(of: resource.before, in: change.base).filter { !after.contains($0) }, resource, isNew: false)
    }
  }

  private mutating func addRoles(_ grants: [AccessGrant], _ resource: ResourceChange, isNew: Bool) {
    for level in AccessGrant.Level.allCases {
      add(.grant(level), grants.filter { $0.level == level }.map(\.text), isNew, resource, .absent(""))
    }
  }

  private static func grants(of block: ConfigurationBlock?, in view: ModuleView) -> [AccessGrant] {
    guard let block, view.instances(of: block) != 0 else { return [] }
    return RoleGrants.grants(of: block, in: view)
  }
}

extension PolicyAtom {
  /// What a registry asks of who pulls an image ("Amazon ECR Repository policy examples").
  private static let pull: Set<String> = [
    "ecr:batchgetimage", "ecr:getdownloadurlforlayer", "ecr:batchchecklayeravailability", "ecr:describeimages",
    "ecr:describerepositories", "ecr:listimages",
  ]

  /// Whether it lets a role or user, by its full name, pull images.
  fileprivate var isPullByOneIdentity: Bool {
    guard Self.pull.contains(action), !principal.contains(where: { "*?".contains($0) }) else { return false }
    let parts = principal.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 7 && parts[0] == "AWS" && parts[3] == "iam" && parts[5].count == 12
      && (parts[6].hasPrefix("role/") || parts[6].hasPrefix("user/"))
  }
}

/// The policies that an argument of one resource holds on one side.
private struct SidePolicy {
  let argument: Argument?
  /// Whether there is an instance of the resource.
  let isLive: Bool
  /// Whether everything that is set could be read.
  let isReadable: Bool
  /// Whether any policy is set.
  let holdsPolicy: Bool
  private let statements: [PolicyStatement]

  init(_ arguments: [Argument], of type: String, isLive: Bool) {
    let set = arguments.filter { !$0.isAbsent }
    let documents = set.map { argument in argument.value.flatMap { PolicyDocument($0) } }
    argument = set.first ?? arguments.first
    holdsPolicy = !set.isEmpty
    self.isLive = isLive
    isReadable = documents.allSatisfy { $0?.isComplete ?? false }
    let statements = isLive ? documents.flatMap { $0?.statements ?? [] } : []
    self.statements = PolicyHolder.isAboutOne(type) ? statements.map(\.onWholeResource) : statements
  }

  /// Whether whom it binds may manage identities, or everything, everywhere: who may give itself every right.
  var administers: Bool {
    atoms(allowing: true).contains { $0.conditions.isEmpty && DangerousActions.level(of: $0) == .admin }
      && !atoms(allowing: false).contains {
        let service = $0.action.prefix { $0 != ":" }
        return service == "iam" || service.contains { $0 == "*" || $0 == "?" }
      }
  }

  func atoms(allowing: Bool) -> [PolicyAtom] {
    statements.filter { $0.isAllow == allowing }.flatMap(\.atoms)
  }

  func allows(_ atom: PolicyAtom) -> Bool { statements.contains { $0.isAllow && $0.covers(atom) } }

  /// Whether the same principals are let in, by their names on the one side and by a condition on the name on the other.
  func allowsRespelled(_ atom: PolicyAtom) -> Bool {
    let spellings = atom.respelled
    return !spellings.isEmpty && spellings.allSatisfy { all in all.contains(where: allows) }
  }

  func denies(_ atom: PolicyAtom) -> Bool { statements.contains { !$0.isAllow && $0.covers(atom) } }
}
