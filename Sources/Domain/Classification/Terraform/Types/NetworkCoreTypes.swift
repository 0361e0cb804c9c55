/// The resource types that carry other resources' traffic: removing one cuts off what hangs on it.
enum NetworkCoreTypes {
  static func contains(_ type: String) -> Bool { all.contains(type) }

  private static let all: Set<String> = [
    "aws_vpc", "aws_subnet", "aws_route", "aws_route_table", "aws_route_table_association",
    "aws_internet_gateway", "aws_egress_only_internet_gateway", "aws_nat_gateway",
    "aws_vpc_peering_connection", "aws_vpc_peering_connection_accepter", "aws_ec2_transit_gateway",
    "aws_ec2_transit_gateway_vpc_attachment", "aws_ec2_transit_gateway_route_table",
    "aws_ec2_transit_gateway_route", "aws_ec2_transit_gateway_peering_attachment", "aws_vpn_connection",
    "aws_vpn_gateway", "aws_customer_gateway", "aws_dx_connection", "aws_dx_gateway",
    "aws_dx_private_virtual_interface", "aws_dx_transit_virtual_interface", "aws_networkfirewall_firewall",
    "google_compute_network", "google_compute_subnetwork", "google_compute_route", "google_compute_router",
    "google_compute_router_nat", "google_compute_network_peering", "google_compute_vpn_tunnel",
    "google_compute_vpn_gateway", "google_compute_ha_vpn_gateway", "google_compute_interconnect_attachment",
    "google_service_networking_connection", "google_compute_shared_vpc_host_project",
    "google_compute_shared_vpc_service_project", "google_vpc_access_connector", "azurerm_virtual_network",
    "azurerm_subnet", "azurerm_route", "azurerm_route_table", "azurerm_subnet_route_table_association",
    "azurerm_virtual_network_peering", "azurerm_virtual_network_gateway",
    "azurerm_virtual_network_gateway_connection", "azurerm_local_network_gateway", "azurerm_nat_gateway",
    "azurerm_express_route_circuit", "azurerm_express_route_gateway", "azurerm_virtual_wan",
    "azurerm_virtual_hub", "azurerm_virtual_hub_connection", "azurerm_vpn_gateway", "azurerm_firewall",
  ]
}
