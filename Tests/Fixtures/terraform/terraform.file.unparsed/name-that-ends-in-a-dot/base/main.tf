resource "kubernetes_config_map" "a" {
  data {
    main.rego = "${file("${path.module}/a.rego")}"
  }
}
