"""What falls due when: periods, the working calendar, due rules in the office's notation, and the schedule."""
