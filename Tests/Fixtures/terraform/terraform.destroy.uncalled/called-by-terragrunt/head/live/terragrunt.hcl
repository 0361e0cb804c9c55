terraform {
  source = "git::../..//modules/orders?ref=${local.version}"
}
