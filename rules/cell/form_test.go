package cell

import "testing"

func TestPaddedValue(t *testing.T) {
	run(t, paddedValue, "type: string", nil, []value{
		{"OLIVIA", "ok", ""},
		{"ANNE MARIE", "ok", ""},
		{"ÉLÉONORE", "ok", ""},
		{"ᐊᓄᕋᖅ", "ok", ""},
		{"", "ok", ""},
		{"OLIVIA                        ", "after", "OLIVIA"},
		{" LIAM", "before", "LIAM"},
		{"  LIAM ", "both", "LIAM"},
		{"\tLIAM", "special-end", "LIAM"},
		{"LIAM \u00a0", "special-end", "LIAM"},
		{"\u00a0LIAM\u202f", "special-end", "LIAM"},
		{"ANNE  MARIE", "", "ANNE MARIE"},
		{"ANNE \u00a0MARIE", "special", "ANNE MARIE"},
		{"ANNE\u00a0MARIE", "special", "ANNE MARIE"},
		{"ANNE\u2009MARIE", "special", "ANNE MARIE"},
		{"ANNE\u3000MARIE", "special", "ANNE MARIE"},
		{"ANNE\tMARIE", "special", "ANNE MARIE"},
		{"   ", "blank", ""},
		{"\u00a0", "blank", ""},
	})
}

func TestControlCharacter(t *testing.T) {
	run(t, controlCharacter, "type: string", nil, []value{
		{"EMMA", "ok", ""},
		{"ZOË", "ok", ""},
		{"\x00EMMA", "", "EMMA"},
		{"EM\x1bMA", "", "EMMA"},
		{"EMMA\x7f", "", "EMMA"},
		{"EM\u0085MA", "break", "EM MA"},
		{"EM\u0090MA", "", "EMMA"},
		{"EM\u00adMA", "", "EMMA"},
		{"\ufeffEMMA", "", "EMMA"},
		{"EM\u200bMA", "", "EMMA"},
		{"EM\u200dMA", "", "EMMA"},
		{"\u202eAMME", "", "AMME"},
		{"EMMA\u200e", "", "EMMA"},
		{"ANNE\nMARIE", "break", "ANNE MARIE"},
		{"ANNE\r\nMARIE", "break", "ANNE MARIE"},
		{"ANNE \nMARIE", "break", "ANNE MARIE"},
		{"MARIE\n", "break", "MARIE"},
		{"ANNE\tMARIE", "break", "ANNE MARIE"},
		{"\t\u200b", "break", ""},
		// Scripts that need joiners, and emoji.
		{"می\u200cخواهم", "ok", ""},
		{"क्\u200dष", "ok", ""},
		{"ราย\u200bชื่อ", "ok", ""},
		{"שרה\u200f", "ok", ""},
		{"👩\u200d👧", "ok", ""},
		{"ᐃᓄᒃᑎᑐᑦ", "ok", ""},
		{"L’Île-d’Orléans – “x” €", "ok", ""},
	})
}

func TestNotNFC(t *testing.T) {
	run(t, notNFC, "type: string", nil, []value{
		{"ZOÉ", "ok", ""},
		{"Nguyễn", "ok", ""},
		{"ᐃᓄᒃᑎᑐᑦ", "ok", ""},
		{"Q̓əy̓əx̌", "ok", ""},
		{"ZOE\u0301", "", "ZOÉ"},
		{"Nguye\u0302\u0303n", "", "Nguyễn"},
		{"\u212bs", "same-length", "Ås"},
	})
}

func TestMojibakeRule(t *testing.T) {
	run(t, mojibake, "type: string", nil, []value{
		{"EMMA", "ok", ""},
		{"ZOË", "ok", ""},
		{"Why? Because", "ok", ""},
		{"ANDR…", "", "ANDRÉ"},
		{"LO¤C", "", "LOÏC"},
		{"nÃƒÂ©", "", "né"},
		{"FRAN?OIS", "lost", ""},
		{"Zo\ufffd", "lost", ""},
	})
}

func TestMissingValue(t *testing.T) {
	check := bindRule(t, missingValue, "{type: integer, missingValues: ['', '-']}", nil)
	for _, v := range []value{{"", "", ""}, {"-", "marker", ""}, {"  ", "blank", ""}, {"\u00a0", "blank", ""}, {"5", "ok", ""}, {"0", "ok", ""}} {
		runOne(t, missingValue, check, text(v.text), v)
	}
}
