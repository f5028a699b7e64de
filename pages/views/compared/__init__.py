"""What a comparison of territories is made of: peers, measures, ranks, indexes."""
