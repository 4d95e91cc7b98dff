package message

// Quoted writes a text of the data inside a sentence, in the quotation marks of each language.
func Quoted(text Text) Text {
	return Text{EN: "“" + text.EN + "”", FR: "«\u00a0" + text.FR + "\u00a0»"}
}

// What stands before the last of several texts.
var (
	And = Text{EN: " and ", FR: " et "}
	Or  = Text{EN: " or ", FR: " ou "}
)

// Enumerate joins texts, the last of them by a word with the spaces around it, And or Or. Of more than enumerated it has the first.
func Enumerate(texts []Text, word Text) Text {
	var all Text
	for i, text := range texts {
		between := Same(", ")
		switch {
		case i == enumerated:
			return Text{EN: all.EN + ", …", FR: all.FR + ", …"}
		case i == 0:
			between = Text{}
		case i == len(texts)-1:
			between = word
		}
		all = Text{EN: all.EN + between.EN + text.EN, FR: all.FR + between.FR + text.FR}
	}
	return all
}

// enumerated is the number of texts that a sentence enumerates.
const enumerated = 16
