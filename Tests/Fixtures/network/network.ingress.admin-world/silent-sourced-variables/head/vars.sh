# the office
OFFICE=10.0.0.0/8
SRC=$OFFICE
