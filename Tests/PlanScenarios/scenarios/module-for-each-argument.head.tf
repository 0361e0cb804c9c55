# plan: replace module.stores["b"].aws_s3_bucket.this
# plan: no-op module.stores["a"].aws_s3_bucket.this
# expect: terraform.replace.stateful module.stores["b"].aws_s3_bucket.this
module "stores" {
  for_each = { a = "acme-sa", b = "acme-sc" }
  source   = "./modules/store"
  name     = each.value
}
