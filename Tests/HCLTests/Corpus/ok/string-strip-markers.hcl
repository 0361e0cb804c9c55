a = "  ${~ x ~}  y  %{~ if z ~}  w  %{~ endif ~}  "
b = "$ ${~ x}"
