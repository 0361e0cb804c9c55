a = {for x in y: x => x if a ? b : c}
