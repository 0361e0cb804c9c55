/// The stateless resource types whose replacement is felt as an outage: machines, balancers and what they
/// hang on.
///
/// Every other stateless type (rules, attachments, policies, task definitions, …) is replaced as a matter of
/// course, most of them on nearly every edit; reporting that would only teach people to click through.
enum ReplaceableWorkloads {
  static func contains(_ type: String) -> Bool {
    all.contains(type) || (NetworkCoreTypes.contains(type) && !updatedByReplacement.contains(type))
  }

  private static let all: Set<String> = [
    "aws_instance", "aws_autoscaling_group", "aws_lb", "aws_alb", "aws_elb", "aws_lb_target_group",
    "aws_alb_target_group", "aws_eip", "aws_eks_node_group", "aws_ecs_service", "aws_ecs_cluster",
    "aws_lambda_function", "aws_cloudfront_distribution", "aws_security_group", "aws_key_pair",
    "aws_kms_alias", "aws_cloudtrail", "aws_elastic_beanstalk_environment", "aws_spot_fleet_request",
    "aws_iam_role", "google_compute_instance", "google_compute_instance_group_manager",
    "google_compute_region_instance_group_manager", "google_compute_address", "google_compute_global_address",
    "google_compute_forwarding_rule", "google_compute_global_forwarding_rule", "google_container_node_pool",
    "google_cloud_run_service", "google_cloud_run_v2_service", "google_cloudfunctions_function",
    "google_service_account", "azurerm_linux_virtual_machine", "azurerm_windows_virtual_machine",
    "azurerm_virtual_machine", "azurerm_linux_virtual_machine_scale_set",
    "azurerm_windows_virtual_machine_scale_set", "azurerm_lb", "azurerm_public_ip",
    "azurerm_application_gateway", "azurerm_kubernetes_cluster_node_pool", "azurerm_linux_web_app",
    "azurerm_windows_web_app", "azurerm_linux_function_app", "azurerm_container_app",
    "azurerm_user_assigned_identity", "azurerm_network_interface",
  ]

  /// Core types that have nothing to update in place: a new route or association takes over at once.
  private static let updatedByReplacement: Set<String> = [
    "aws_route", "aws_route_table_association", "aws_ec2_transit_gateway_route", "google_compute_route",
    "azurerm_route", "azurerm_subnet_route_table_association",
  ]
}
