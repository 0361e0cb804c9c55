a = "${<<IN
 x
IN
}"
