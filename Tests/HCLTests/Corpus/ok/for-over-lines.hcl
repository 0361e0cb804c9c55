a = {
for k in
 y :
 k
 =>
 k
}
