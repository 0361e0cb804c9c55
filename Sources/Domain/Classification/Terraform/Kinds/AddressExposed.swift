public import Findings

extension ChangeKind {
  /// A machine, balancer or control plane gets a public address or endpoint.
  public static let terraformExposurePublic = ChangeKind(
    id: "terraform.exposure.public", title: "Service made reachable from the Internet",
    baseScore: 700, direction: .loosens, reversible: true,
    why: "What was reachable only from inside gets an address that the whole Internet can try.",
    instead: "Keep it internal, and reach it through a gateway, a bastion or a private endpoint.",
    controls: ["SOC2:CC6.6"])

  /// A machine, balancer or control plane loses its public address or endpoint. The inverse of
  /// `terraform.exposure.public`.
  public static let terraformExposurePrivate = ChangeKind(
    id: "terraform.exposure.private", title: "Service taken off the Internet",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "It can be reached only from inside its network.",
    instead: "Nothing, unless somebody still comes from outside.",
    controls: ["SOC2:CC6.6"])
}

/// Machines, balancers and control planes that get or lose an address on the Internet.
struct AddressExposed: TerraformRule {
  let kinds: [ChangeKind] = [.terraformExposurePublic, .terraformExposurePrivate]

  static let settings: [ProtectiveSetting] = [
    ProtectiveSetting(
      "associate_public_ip_address", on: "aws_instance aws_launch_configuration",
      .whenFalse, whenAbsent: .unknown),
    ProtectiveSetting(
      "network_interfaces.associate_public_ip_address", on: "aws_launch_template",
      .whenFalse, whenAbsent: .unknown),
    ProtectiveSetting("map_public_ip_on_launch", on: "aws_subnet aws_default_subnet", .whenFalse, whenAbsent: .on),
    ProtectiveSetting("internal", on: "aws_lb aws_alb aws_elb", .whenTrue, whenAbsent: .off),
    ProtectiveSetting(
      "scheme", on: "google_compute_forwarding_rule google_compute_global_forwarding_rule",
      .exposes(["external", "external_managed"]), whenAbsent: .off),
    ProtectiveSetting(
      "load_balancing_scheme",
      on: "google_compute_forwarding_rule google_compute_global_forwarding_rule "
        + "google_compute_backend_service google_compute_region_backend_service",
      .exposes(["external", "external_managed"]), whenAbsent: .off),
    ProtectiveSetting("vpc_config.endpoint_public_access", on: "aws_eks_cluster", .whenFalse, whenAbsent: .off),
    ProtectiveSetting("vpc_config.public_access_cidrs", on: "aws_eks_cluster", .whenWithoutWorld, whenAbsent: .off),
    ProtectiveSetting(
      "private_cluster_config.enable_private_endpoint", on: "google_container_cluster",
      .whenTrue, whenAbsent: .off),
    ProtectiveSetting(
      "private_cluster_config.enable_private_nodes", on: "google_container_cluster",
      .whenTrue, whenAbsent: .off),
    ProtectiveSetting(
      "master_authorized_networks_config.cidr_blocks.cidr_block", on: "google_container_cluster",
      .exposes(["0.0.0.0/0", "::/0"]), whenAbsent: .unknown),
    ProtectiveSetting(
      "ingress", on: "google_cloud_run_v2_service",
      .exposes(["ingress_traffic_all"]), whenAbsent: .off),
    ProtectiveSetting(
      "ingress_settings", on: "google_cloudfunctions_function",
      .exposes(["allow_all"]), whenAbsent: .off),
    ProtectiveSetting("private_cluster_enabled", on: "azurerm_kubernetes_cluster", .whenTrue, whenAbsent: .off),
    ProtectiveSetting(
      "api_server_access_profile.authorized_ip_ranges", on: "azurerm_kubernetes_cluster",
      .whenWithoutWorld, whenAbsent: .off),
    ProtectiveSetting(
      "public_network_access_enabled",
      on: "azurerm_container_registry azurerm_linux_web_app azurerm_windows_web_app "
        + "azurerm_eventhub_namespace azurerm_servicebus_namespace azurerm_cognitive_account "
        + "azurerm_app_configuration azurerm_machine_learning_workspace azurerm_batch_account "
        + "azurerm_databricks_workspace azurerm_data_factory", .whenFalse, whenAbsent: .off),
    ProtectiveSetting("authorization_type", on: "aws_lambda_function_url", .exposes(["none"]), whenAbsent: .on),
    ProtectiveSetting(
      "publicly_accessible", on: "aws_mskconnect_connector aws_dms_replication_instance",
      .whenFalse, whenAbsent: .unknown),
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.findings(of: Self.settings, loosened: .terraformExposurePublic, tightened: .terraformExposurePrivate)
      + change.exposedFromTheStart(Self.open, .terraformExposurePublic)
  }

  /// What is reported of a new resource as well: that it serves the Internet without asking who calls is no address that
  /// one would expect.
  private static let open = settings.filter { $0.applies(to: "aws_lambda_function_url") }
}
