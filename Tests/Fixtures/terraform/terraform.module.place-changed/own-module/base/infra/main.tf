module "db" {
  source = "github.com/acme/infra/modules/db?ref=3f260111d76ce69eeb1f6b9b8d3ea52e1bd467b4"
  name = "orders"
}
