terraform {
  source = "${local.base}//${local.module}?ref=v1"
}
