public import Findings
public import Repositories

/// Joins what plans show with what was found in configuration.
///
/// A plan adds findings and confirms others. It never takes one away, unless CI signed it for this very head: whoever writes
/// the change could write a plan as well.
public struct PlanReview {
  /// A plan with the root module that it was made in.
  public struct Placed {
    let plan: TerraformPlan
    let site: PlanModule

    /// Whether CI signed the plan for this very head.
    public var mayLower = false

    /// The root module.
    public var module: RepositoryPath { site.directory }

    /// The root module and the modules of the repository that it calls.
    public var directories: Set<RepositoryPath> { site.directories }
  }

  /// In the order of the files.
  public var plans: [Placed]

  private let followed: FollowedChange

  /// The kinds that only a plan gives.
  static let kinds: [ChangeKind] = PlanProblems.kinds + [.terraformPlanContradicts]

  /// Reads plans and finds their root modules.
  ///
  /// - Throws: `usage` for what is no plan, or belongs to no module of the change.
  public init(_ files: [PlanFile], of change: ChangeSet) throws(Failure) {
    followed = try change.followingLinks()
    let placement = PlanPlacement(followed.change)
    let reader = ModuleReader(followed.change)
    var plans: [Placed] = []
    for file in files {
      let plan = try TerraformPlan(file)
      let module = try placement.module(of: file, plan)
      plans.append(Placed(plan: plan, site: try PlanModule(plan, in: module, of: followed.change, reader)))
    }
    self.plans = plans
  }

  /// The classification with the plans brought in.
  public func applied(to classification: Classification) -> Classification {
    var joined = classification
    for placed in plans {
      let items = PlanFindings(plan: placed.plan, module: placed.site).items()
      var merge = PlanMerge(joined.findings, module: placed.site)
      let added = merge.confirm(items)
      if placed.mayLower { merge.answer(placed.plan, items) }
      let found = (added + PlanProblems.findings(placed.plan, placed.site)).map {
        $0.covering(followed.listed(Set($0.files)))
      }
      joined.findings = merge.findings + found
      joined.governed.formUnion(followed.listed(Set(placed.site.changedFiles)))
    }
    joined.findings = Array(Set(joined.findings)).sorted(by: Finding.reportOrder)
    return joined
  }
}
