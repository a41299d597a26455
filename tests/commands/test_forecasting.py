"""``flask forecast`` learns at once and says how good forecasts would have been."""


def test_it_says_how_many_items_were_counted(make_app, office_url):
    told = make_app(office_url).test_cli_runner().invoke(args=["forecast"])

    assert told.exit_code == 0, told.output
    assert "0 items counted" in told.stderr
