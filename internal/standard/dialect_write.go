package standard

// Descriptor returns the dialect as the properties of a Table Dialect descriptor, in the types of JSON: what [ParseDialect] reads it from
// again.
func (d *Dialect) Descriptor() map[string]any {
	properties := map[string]any{}
	for name, text := range map[string]*string{
		"delimiter": d.Delimiter, "lineTerminator": d.LineTerminator, "quoteChar": d.QuoteChar, "escapeChar": d.EscapeChar,
		"nullSequence": d.NullSequence, "headerJoin": d.HeaderJoin, "commentChar": d.CommentChar,
	} {
		if text != nil {
			properties[name] = *text
		}
	}
	for name, flag := range map[string]*bool{
		"doubleQuote": d.DoubleQuote, "skipInitialSpace": d.SkipInitialSpace, "header": d.Header, "caseSensitiveHeader": d.CaseSensitiveHeader,
	} {
		if flag != nil {
			properties[name] = *flag
		}
	}
	for name, text := range map[string]string{"property": d.Property, "itemType": d.ItemType, "sheetName": d.SheetName, "table": d.Table} {
		if text != "" {
			properties[name] = text
		}
	}
	for name, rows := range map[string][]int{"headerRows": d.HeaderRows, "commentRows": d.CommentRows} {
		if len(rows) > 0 {
			properties[name] = rows
		}
	}
	if len(d.ItemKeys) > 0 {
		properties["itemKeys"] = d.ItemKeys
	}
	if d.SheetNumber > 0 {
		properties["sheetNumber"] = d.SheetNumber
	}
	return properties
}
