print "nothing to invoice\n";
